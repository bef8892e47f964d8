"""Trajectories without contact: costate beside MuJoCo, as a table in Markdown. Fails where they differ by more than BAR.

costate steps by a method of first order. Its error at a fixed time is a power series of the time step, so that runs at h, h/2,
h/4 and h/8 are extrapolated to h = 0 (Richardson): an error of O(h^4). MuJoCo steps by its Runge-Kutta method of fourth order,
whose own error is told by a run with steps twice as long. Both are given the same torques, constant over 10 ms.
"""
import subprocess
import sys

import mujoco
import numpy as np

from scenes import SCENES

BAR = 1e-6  # metres, of axes: radians, metres a second, radians a second
HOLD, LINE = 0.01, 10
STEPS = (10, 20, 40, 80)  # costate's in each hold: 1 ms down to 0.125 ms
RK4 = (20, 40)  # MuJoCo's: 0.5 ms and 0.25 ms


def ours(program, scene, steps):
    """One row a time and body: centre of mass, axes, velocity, angular velocity."""
    text = subprocess.run([program, scene, str(steps)], check=True, capture_output=True, text=True).stdout
    return np.array([[float(x) for x in line.split(",")] for line in text.splitlines()])


def theirs(build, steps):
    """The same of MuJoCo."""
    xml, qpos, qvel, torques, times = build(HOLD / steps)
    model = mujoco.MjModel.from_xml_string(xml)
    data = mujoco.MjData(model)
    if qpos is not None:
        data.qpos[:] = qpos
    if qvel is not None:
        data.qvel[:] = qvel
    rows, twist = [], np.zeros(6)
    for k in range(times):
        if torques is not None:
            data.ctrl[:] = torques(HOLD * k)
        for _ in range(steps):
            mujoco.mj_step(model, data)
        if (k + 1) % LINE == 0:
            mujoco.mj_forward(model, data)
            for i in range(1, model.nbody):
                mujoco.mj_objectVelocity(model, data, mujoco.mjtObj.mjOBJ_BODY, i, twist, 0)
                rows.append(np.concatenate([data.xipos[i], data.xmat[i], twist[3:], twist[:3]]))
    return np.array(rows)


def extrapolated(runs):
    """The value at h = 0 of the polynomial through runs at h, h/2, h/4, ..."""
    runs = list(runs)
    for k in range(1, len(runs)):
        runs = [(2**k * fine - coarse) / (2**k - 1) for coarse, fine in zip(runs, runs[1:])]
    return runs[0]


def main():
    program, *names = sys.argv[1:]
    unknown = [name for name in names if name not in SCENES]
    if unknown:
        sys.exit(f"compare.py: no scene {unknown[0]}; there are {', '.join(SCENES)}")
    print(f"MuJoCo {mujoco.__version__}\n")
    print("| scene | position m | axes | velocity m/s | angular velocity rad/s | at 1 ms m | halved | MuJoCo's own m |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    worst = 0.0
    for name in names or SCENES:
        build, about = SCENES[name]
        runs = [ours(program, name, steps) for steps in STEPS]
        coarse, exact = (theirs(build, steps) for steps in RK4)
        off = np.abs(extrapolated(runs) - exact).max(axis=0)
        parts = [off[:3].max(), off[3:12].max(), off[12:15].max(), off[15:].max()]
        first, second = (np.abs(run - exact)[:, :3].max() for run in runs[:2])
        own = np.abs(coarse - exact)[:, :3].max()
        numbers = [f"{x:.0e}" for x in parts + [first]] + [f"{first / second:.2f}", f"{own:.0e}"]
        print(f"| {about} | {' | '.join(numbers)} |", flush=True)
        worst = max(worst, *parts) if np.isfinite(parts).all() else np.inf
    if not worst <= BAR:
        sys.exit(f"compare.py: they differ by {worst:.1e}, {BAR:.0e} is allowed")


if __name__ == "__main__":
    main()
