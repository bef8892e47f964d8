// Matrices of WebGL: 4 × 4, a column after another. z is up.

// a b
const multiply = (a, b) => {
  const c = new Float32Array(16);
  for (let column = 0; column < 4; column++) {
    for (let row = 0; row < 4; row++) {
      let sum = 0;
      for (let k = 0; k < 4; k++) sum += a[4 * k + row] * b[4 * column + k];
      c[4 * column + row] = sum;
    }
  }
  return c;
};

// half of the picture's height is `tangent` away at depth one
const perspective = (tangent, aspect, near, far) => new Float32Array([
  1 / (tangent * aspect), 0, 0, 0,
  0, 1 / tangent, 0, 0,
  0, 0, (far + near) / (near - far), -1,
  0, 0, 2 * far * near / (near - far), 0,
]);

// a box of half `width` to either side
const orthographic = (width, near, far) => new Float32Array([
  1 / width, 0, 0, 0,
  0, 1 / width, 0, 0,
  0, 0, 2 / (near - far), 0,
  0, 0, (far + near) / (near - far), 1,
]);

// right, up and backward of one who looks along `forward`
const axesOf = (forward) => {
  const across = cross(forward, [0, 0, 1]);
  const right = length(across) > 1e-6 ? unit(across) : [1, 0, 0];
  return { right, up: cross(right, forward), back: scale(forward, -1) };
};

// the world as seen from `eye`
const lookAlong = (eye, forward) => {
  const { right, up, back } = axesOf(forward);
  return new Float32Array([
    right[0], up[0], back[0], 0,
    right[1], up[1], back[1], 0,
    right[2], up[2], back[2], 0,
    -dot(right, eye), -dot(up, eye), -dot(back, eye), 1,
  ]);
};

// where a point lies in the picture, from −1 to 1, and its depth w
const project = (matrix, [x, y, z]) => {
  const at = (row) => matrix[row] * x + matrix[4 + row] * y + matrix[8 + row] * z + matrix[12 + row];
  const w = at(3);
  return { x: at(0) / w, y: at(1) / w, w };
};
