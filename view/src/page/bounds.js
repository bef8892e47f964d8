// The room that things take.

// a box around balls, which it keeps
const emptyBox = () => ({ low: [Infinity, Infinity, Infinity], high: [-Infinity, -Infinity, -Infinity], balls: [] });
const isEmpty = (box) => box.low[0] > box.high[0];

const include = (box, point, radius) => {
  box.balls.push({ point, radius });
  for (let i = 0; i < 3; i++) {
    box.low[i] = Math.min(box.low[i], point[i] - radius);
    box.high[i] = Math.max(box.high[i], point[i] + radius);
  }
};

// of shapes at a moment; `which` leaves some out
const boxOf = (run, take, moment, which, box = emptyBox()) => {
  for (const shape of run.shapes) {
    const place = which(shape) ? placeOf(run, take, moment, shape) : null;
    if (place !== null) include(box, place.position, length(shape.half) / (shape.kind === 'box' ? 1.2 : 1));
  }
  return box;
};

const moves = (shape) => shape.body !== null;

// of all that happens in a take, seen at a hundred moments
const boxOfTake = (run, take) => {
  const box = emptyBox();
  const samples = Math.min(take.frames, 100);
  for (let k = 0; k < samples; k++) {
    const moment = (k * (take.frames - 1)) / Math.max(samples - 1, 1);
    boxOf(run, take, moment, moves, box);
    for (const body of run.trails) include(box, poseOf(run, take, moment, body).position, 0);
  }
  for (const { position, radius } of run.markers) include(box, position, radius);
  if (isEmpty(box)) boxOf(run, take, 0, () => true, box);
  if (isEmpty(box)) include(box, [0, 0, 0.5], 0.5);
  return box;
};

const middleOf = ({ low, high }) => mix(low, high, 0.5);
const radiusOf = ({ low, high }) => length(subtract(high, low)) / 2;
