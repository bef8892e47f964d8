// Vectors [x, y, z] and unit quaternions [w, x, y, z].

const add = (a, b) => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
const subtract = (a, b) => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
const scale = (a, s) => [a[0] * s, a[1] * s, a[2] * s];
const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const length = (a) => Math.hypot(a[0], a[1], a[2]);
const unit = (a) => scale(a, 1 / (length(a) || 1));
const mix = (a, b, s) => a.map((x, i) => x + s * (b[i] - x));
const clamp = (x, low, high) => Math.min(Math.max(x, low), high);
const cross = (a, b) => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];

// q v q⁻¹
const turn = ([w, x, y, z], v) => {
  const t = scale(cross([x, y, z], v), 2);
  return add(add(v, scale(t, w)), cross([x, y, z], t));
};

const turnBack = ([w, x, y, z], v) => turn([w, -x, -y, -z], v);

// first b, then a
const product = (a, b) => [
  a[0] * b[0] - a[1] * b[1] - a[2] * b[2] - a[3] * b[3],
  a[0] * b[1] + a[1] * b[0] + a[2] * b[3] - a[3] * b[2],
  a[0] * b[2] - a[1] * b[3] + a[2] * b[0] + a[3] * b[1],
  a[0] * b[3] + a[1] * b[2] - a[2] * b[1] + a[3] * b[0],
];

// between a and b, on the shorter way
const between = (a, b, s) => {
  const same = a.reduce((sum, x, i) => sum + x * b[i], 0) >= 0 ? 1 : -1;
  const q = a.map((x, i) => (1 - s) * x + s * same * b[i]);
  const norm = Math.hypot(...q) || 1;
  return q.map((x) => x / norm);
};
