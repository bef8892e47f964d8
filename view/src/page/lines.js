// Paths in space: trails of bodies, rings and stems of markers.

const makeLineLayout = (gl, points) => {
  const layout = gl.createVertexArray();
  gl.bindVertexArray(layout);
  makeBuffer(gl, new Float32Array([0, -1, 1, -1, 0, 1, 1, 1]));
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 8, 0);
  makeBuffer(gl, points);
  for (const [location, offset] of [[1, 0], [2, 12]]) {
    gl.enableVertexAttribArray(location);
    gl.vertexAttribPointer(location, 3, gl.FLOAT, false, 12, offset);
    gl.vertexAttribDivisor(location, 1);
  }
  gl.bindVertexArray(null);
  return layout;
};

// A path through points [x, y, z, x, …] in a colour [r, g, b] of 0 to 255.
const makePath = (gl, points, color, look) => {
  const segments = points.length / 3 - 1;
  const layout = segments > 0 ? makeLineLayout(gl, points) : null;
  const draw = (program, moment) => {
    if (layout === null) return;
    program.set({ tint: [...color.slice(0, 3).map((x) => x / 255), 1], moment, ...look });
    gl.bindVertexArray(layout);
    gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, segments);
  };
  return { draw };
};

const TRAIL = { width: 2.2, fading: 0, ahead: 0.22 };
const MARK = { width: 2, fading: 0, ahead: 1 };
const STEM = { width: 1.2, fading: 0, ahead: 1 };

// the path of a body in a take
const makeTrail = (gl, run, take, body) => {
  const points = new Float32Array(3 * take.frames);
  for (let frame = 0; frame < take.frames; frame++) {
    const at = wordsOf(run, take.first + frame, body);
    points.set(run.words.subarray(at, at + 3), 3 * frame);
  }
  return makePath(gl, points, colorOf(run, body), { ...TRAIL, fading: 1.5 / run.timestep });
};

const colorOf = (run, body) => run.shapes.find((shape) => shape.body === body)?.color ?? [150, 157, 167];

const ringOf = ([x, y, z], radius) => {
  const points = [];
  for (let i = 0; i <= 64; i++) {
    const angle = (2 * Math.PI * i) / 64;
    points.push(x + radius * Math.cos(angle), y + radius * Math.sin(angle), z);
  }
  return new Float32Array(points);
};

// the height of the first plane below a point that is not steep; null without one
const groundBelow = (run, [x, y, z]) => {
  for (const { point, normal } of run.planes) {
    if (normal[2] < 0.5) continue;
    const height = point[2] - (normal[0] * (x - point[0]) + normal[1] * (y - point[1])) / normal[2];
    if (height <= z + 1e-6) return height;
  }
  return null;
};

// two rings, and down to the ground a stem with a foot
const makeMark = (gl, run, { position, radius, color }) => {
  const [x, y, z] = position;
  const paths = [[ringOf(position, radius), MARK], [ringOf(position, 0.3 * radius), MARK]];
  const ground = groundBelow(run, position);
  if (ground !== null && z - ground > 1e-3) {
    paths.push([new Float32Array([x, y, ground, x, y, z]), STEM]);
    paths.push([ringOf([x, y, ground], 0.5 * radius), STEM]);
  }
  return paths.map(([points, look]) => makePath(gl, points, color, look));
};
