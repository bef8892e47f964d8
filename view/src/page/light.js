// The sun, and the map of what it sees.

const TO_SUN = unit([-0.42, -0.5, 1.0]);
const SUN_RADIUS = 0.075; // as a tangent
const TEXELS = 2048;

const makeShadowMap = (gl) => {
  const texture = makeTexture(gl, gl.NEAREST);
  gl.texStorage2D(gl.TEXTURE_2D, 1, gl.DEPTH_COMPONENT24, TEXELS, TEXELS);
  const target = gl.createFramebuffer();
  gl.bindFramebuffer(gl.FRAMEBUFFER, target);
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.DEPTH_ATTACHMENT, gl.TEXTURE_2D, texture, 0);
  gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  return { texture, target };
};

// The solid parts, or of a wide scene what is near the camera's target, fill the map.
const sunOf = (box, run, camera) => {
  let [middle, radius] = isEmpty(box) ? [camera.target, 1] : [middleOf(box), radiusOf(box)];
  const reach = Math.max(radius, length(subtract(camera.target, middle)));
  if (radius > 3 * camera.distance) [middle, radius] = [camera.target, 3 * camera.distance];
  radius = Math.pow(1.1, Math.ceil(Math.log(radius * 1.15) / Math.log(1.1))); // a few sizes, so that edges keep still
  const depth = 2 * reach + radius;
  const forward = scale(TO_SUN, -1);
  const eye = onTexel(subtract(middle, scale(forward, depth)), forward, (2 * radius) / TEXELS);
  return {
    view: multiply(orthographic(radius, 0, 2 * depth), lookAlong(eye, forward)),
    reach: reachOf(box, run) / (2 * radius),
    scale: [(2 * radius) / TEXELS, 2 * depth, 2 * radius, 1 / TEXELS],
  };
};

// half the width of the widest shadow: that of the highest thing on the lowest ground
const reachOf = (box, run) => {
  if (isEmpty(box)) return 0;
  const grounds = run.planes.filter(({ normal }) => normal[2] > 0.5).map(({ point }) => point[2]);
  const lowest = Math.min(box.low[2], ...grounds);
  return (SUN_RADIUS * (box.high[2] - lowest)) / TO_SUN[2];
};

// moved to a whole texel, so that edges keep still while the scene moves
const onTexel = (eye, forward, texel) => {
  const { right, up } = axesOf(forward);
  const excess = (axis) => scale(axis, dot(eye, axis) - texel * Math.round(dot(eye, axis) / texel));
  return subtract(subtract(eye, excess(right)), excess(up));
};
