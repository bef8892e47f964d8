"""The scenes of src/scenes.rs as MuJoCo has them: model, velocities at the start, torques at a time."""
import numpy as np

HEAD = '<mujoco><compiler angle="radian"/><option timestep="{h}" integrator="RK4" gravity="0 0 {g}"><flag contact="disable"/></option>'


def body(h):
    xml = HEAD.format(h=h, g=-9.81) + """<worldbody><body pos="0 0 1"><freejoint/>
      <geom type="box" size="0.15 0.1 0.05" mass="2"/></body></worldbody></mujoco>"""
    return xml, None, [1.0, -0.5, 3.0, 0.1, 4.0, 0.2], None, 100


def pendulum(h):
    rod = '<geom type="capsule" fromto="0 0 0 0 0 -0.4" size="0.02" mass="1"/>'
    xml = HEAD.format(h=h, g=-9.81) + f"""<worldbody><body><joint type="hinge" axis="0 1 0"/>{rod}
      <body pos="0 0 -0.4"><joint type="hinge" axis="0 1 0"/>{rod}</body></body></worldbody></mujoco>"""
    return xml, [1.2, 0.5], None, None, 100


def balls(h):
    box = '<joint type="ball"/><geom type="box" pos="0 0 -0.15" size="0.05 0.03 0.15" mass="1"/>'
    xml = HEAD.format(h=h, g=-9.81) + f"""<worldbody><body>{box}<body pos="0 0 -0.3">{box}<body pos="0 0 -0.3">{box}
      </body></body></body></worldbody></mujoco>"""
    return xml, None, [1.0, -2.0, 0.5, -1.5, 1.0, 2.0, 3.0, 0.5, -1.0], None, 50


def arm(h):
    xml = HEAD.format(h=h, g=-9.81) + """<default><joint armature="0.1" damping="5"/></default>
      <worldbody><body><joint name="j0" type="hinge" axis="1 0 0"/><geom type="sphere" size="0.06" mass="4"/>
       <body><joint name="j1" type="hinge" axis="0 1 0"/><geom type="capsule" fromto="0 0 0 0 0 0.5" size="0.04" mass="14"/>
        <body pos="0 0 0.5"><joint name="j2" type="hinge" axis="1 0 0"/><geom type="sphere" size="0.05" mass="3"/>
         <body><joint name="j3" type="hinge" axis="0 1 0"/><geom type="capsule" fromto="0 0 0 0 0 0.5" size="0.03" mass="11"/>
         </body></body></body></body></worldbody>
      <actuator><motor joint="j0"/><motor joint="j1"/><motor joint="j2"/><motor joint="j3"/></actuator></mujoco>"""
    torques = lambda t: [20 * np.sin(2 * t), -30 * np.cos(t), 10 * np.sin(3 * t), -10.0]
    return xml, [0.1, 0.2, -0.3, 0.4], None, torques, 100


def quadruped(h):
    legs = motors = ""
    for i, (x, y) in enumerate([(0.2, 0.15), (0.2, -0.15), (-0.2, 0.15), (-0.2, -0.15)]):
        legs += f"""<body pos="{x} {y} 0"><joint name="h{i}" type="hinge" axis="0 1 0" springref="0.5"/>
          <geom type="capsule" fromto="0 0 0 0 0 -0.2" size="0.02" mass="0.3"/>
          <body pos="0 0 -0.2"><joint name="k{i}" type="hinge" axis="0 1 0" springref="-1"/>
           <geom type="capsule" fromto="0 0 0 0 0 -0.2" size="0.02" mass="0.15"/>
           <geom type="sphere" pos="0 0 -0.2" size="0.03" mass="0.05"/></body></body>"""
        motors += f'<motor joint="h{i}"/><motor joint="k{i}"/>'
    xml = HEAD.format(h=h, g=0) + f"""<default><joint armature="0.01" damping="1" stiffness="30"/></default>
      <worldbody><body pos="0 0 0.381"><freejoint/><geom type="box" size="0.25 0.15 0.05" mass="6"/>{legs}</body></worldbody>
      <actuator>{motors}</actuator></mujoco>"""
    torques = lambda t: [4 * np.sin(6 * t + j) for j in range(8)]
    home = [0, 0, 0.381, 1, 0, 0, 0] + [0.5, -1.0] * 4
    return xml, home, [0.5, -0.2, 0.3, 1.0, 2.0, -1.5] + [0.0] * 8, torques, 50


SCENES = {
    "body": (body, "free box, turning near its middle axis, 1 s"),
    "pendulum": (pendulum, "double pendulum, 1 s"),
    "balls": (balls, "three boxes on ball joints, 0.5 s"),
    "arm": (arm, "arm S4: motors, dampers, rotors, 1 s"),
    "quadruped": (quadruped, "quadruped S2 in space: motors, springs, dampers, rotors, 0.5 s"),
}
