"""The ball of `costate bench ball` (scene S1) in JAX, to compare with: pip install "jax[cpu]"; python docs/jax_ball.py

The same equations as physics/src/impulse_ball.rs, in double precision on one CPU; the shortest of 1000 runs of 500 steps.
Written the way that XLA likes: `jnp.maximum` for the normal impulse instead of `jnp.where` makes the gradient 6 times slower.
"""

import time

import jax
import jax.numpy as jnp

jax.config.update("jax_enable_x64", True)
jax.config.update("jax_platforms", "cpu")

STEPS, H = 500, 0.01
RADIUS, FRICTION, RESTITUTION, THRESHOLD, GRAVITY = 0.5, 1.0, 0.5, 0.2, 9.81


def step(state, _):
    x, v, w = state
    v = v.at[2].add(-GRAVITY * H)
    hit = (x[2] <= RADIUS) & (v[2] < 0)
    bounce = jnp.where(-v[2] < THRESHOLD, 1.0, 1.0 + RESTITUTION)
    normal = jnp.where(hit, -bounce * v[2], 0.0)
    slip = jnp.stack([v[0] - RADIUS * w[1], v[1] + RADIUS * w[0]])
    speed = jnp.sqrt((slip**2).sum() + 1e-12)
    push = -jnp.minimum(FRICTION * normal, 2 / 7 * speed) / speed * slip
    v = v + jnp.stack([push[0], push[1], normal])
    w = w + 2.5 / RADIUS * jnp.stack([push[1], -push[0], 0.0])
    return (x + H * v, v, w), None


def loss(throw):
    start = (jnp.array([0.0, 0.0, RADIUS]), throw[:3], throw[3:])
    (x, v, w), _ = jax.lax.scan(step, start, None, STEPS)
    return (x[0] - 10) ** 2 + x[1] ** 2 + (v**2).sum() + (w**2).sum()


def microseconds_per_step(function, throw):
    compiled = jax.jit(function).lower(throw).compile()
    shortest = float("inf")
    for _ in range(1000):
        start = time.perf_counter()
        jax.block_until_ready(compiled(throw))
        shortest = min(shortest, time.perf_counter() - start)
    return 1e6 * shortest / STEPS


throw = jnp.array([2.0, 0.1, 4.0, 0.0, 0.0, 0.0])
forward = microseconds_per_step(loss, throw)
gradient = microseconds_per_step(jax.value_and_grad(loss), throw)
print(f"jax {jax.__version__}, loss {float(loss(throw))!r}")
print(f"forward {forward:.4f} µs a step, value and gradient {gradient:.4f}, ratio {gradient / forward:.2f}")
