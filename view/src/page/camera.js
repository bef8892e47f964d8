// An eye that looks at a target from some way off.

const TANGENT = Math.tan((17 * Math.PI) / 180); // of half the angle of view
const STEEPEST = (89.5 * Math.PI) / 180;
const HOME = { azimuth: (-62 * Math.PI) / 180, elevation: (17 * Math.PI) / 180 };

const makeCamera = () => ({ target: [0, 0, 0], distance: 5, ...HOME });

// from the eye to the target
const forwardOf = ({ azimuth, elevation }) => [
  -Math.cos(elevation) * Math.cos(azimuth),
  -Math.cos(elevation) * Math.sin(azimuth),
  -Math.sin(elevation),
];

const eyeOf = (camera) => subtract(camera.target, scale(forwardOf(camera), camera.distance));

const viewOf = (camera, aspect) => {
  const forward = forwardOf(camera);
  const projection = perspective(TANGENT, aspect, 0.02 * camera.distance, 120 * camera.distance);
  return multiply(projection, lookAlong(eyeOf(camera), forward));
};

// the direction of the ray through a point of the picture, from −1 to 1
const rayThrough = (camera, aspect, x, y) => {
  const forward = forwardOf(camera);
  const { right, up } = axesOf(forward);
  return unit(add(forward, add(scale(right, x * TANGENT * aspect), scale(up, y * TANGENT))));
};

const orbit = (camera, turnBy, riseBy) => {
  camera.azimuth -= turnBy;
  camera.elevation = clamp(camera.elevation + riseBy, -STEEPEST, STEEPEST);
};

const zoom = (camera, factor) => {
  camera.distance = clamp(camera.distance * factor, 1e-3, 1e5);
};

// by so many heights of the picture
const pan = (camera, rightBy, upBy) => {
  const { right, up } = axesOf(forwardOf(camera));
  const reach = 2 * TANGENT * camera.distance;
  camera.target = add(camera.target, add(scale(right, -rightBy * reach), scale(up, -upBy * reach)));
};

// so near that all that is in a box is inside `room`: its width and height are parts of the picture's; its middle is so far to the
// left and up, in halves of the picture
const frame = (camera, box, aspect, room) => {
  const forward = forwardOf(camera);
  const { right, up } = axesOf(forward);
  const middle = add(middleAlong(box, right), add(middleAlong(box, up), middleAlong(box, forward)));
  let distance = 0;
  for (const { point, radius } of box.balls) {
    const away = subtract(point, middle);
    const wide = (Math.abs(dot(away, right)) + radius) / (TANGENT * aspect * room.width);
    const high = (Math.abs(dot(away, up)) + radius) / (TANGENT * room.height);
    distance = Math.max(distance, Math.max(wide, high) - dot(away, forward));
  }
  camera.distance = Math.max(distance, 1e-3);
  camera.target = add(middle, scale(up, -room.rise * TANGENT * camera.distance));
  camera.target = add(camera.target, scale(right, room.aside * TANGENT * aspect * camera.distance));
};

// the part along an axis of the point halfway between the ends
const middleAlong = ({ balls }, axis) => {
  let [low, high] = [Infinity, -Infinity];
  for (const { point, radius } of balls) {
    const at = dot(point, axis);
    [low, high] = [Math.min(low, at - radius), Math.max(high, at + radius)];
  }
  return scale(axis, (low + high) / 2);
};
