// Where all shapes are at a moment, in a texture that the shaders read. A row each:
// | 0: middle, radius | 1: quaternion w x y z | 2: half of the core, bound | 3: colour, ± how solid (− is painted) |

const linear = (channel) => Math.pow(channel / 255, 2.2);

// ghosts come last: they are drawn over the others
const solidFirst = (shapes) => [...shapes].sort((a, b) => isGhost(a) - isGhost(b));
const isGhost = (shape) => shape.color[3] < 255;

// the radius of its edges, and the core that they pad
const coreOf = ({ kind, half, radius }) => {
  const round = kind === 'box' ? 0.14 * Math.min(...half) : radius;
  return { round, core: half.map((h) => Math.max(h - round, 0)) };
};

const makeParts = (run) => {
  const shapes = solidFirst(run.shapes);
  const words = new Float32Array(16 * Math.max(shapes.length, 1));
  shapes.forEach((shape, row) => {
    const { round, core } = coreOf(shape);
    const solid = (shape.color[3] / 255) * (shape.kind === 'sphere' ? -1 : 1);
    words.set([0, 0, 0, round, 1, 0, 0, 0, ...core, length(core) + round], 16 * row);
    words.set([...shape.color.slice(0, 3).map(linear), solid], 16 * row + 12);
  });
  const solid = shapes.filter((shape) => !isGhost(shape)).length;
  return { shapes, words, solid, count: shapes.length };
};

// where a shape is; null for a shape of a body in a take without frames
const placeOf = (run, take, moment, shape) => {
  const [position, rotation] = [shape.offset.slice(0, 3), shape.offset.slice(3)];
  if (shape.body === null) return { position, rotation };
  if (take.frames === 0) return null;
  const pose = poseOf(run, take, moment, shape.body);
  return {
    position: add(pose.position, turn(pose.rotation, position)),
    rotation: product(pose.rotation, rotation),
  };
};

const moveParts = (parts, run, take, moment) => {
  parts.shapes.forEach((shape, row) => {
    const place = placeOf(run, take, moment, shape);
    parts.words.set(place === null ? [0, 0, -1e6] : place.position, 16 * row);
    if (place !== null) parts.words.set(place.rotation, 16 * row + 4);
  });
};

const makePartsTexture = (gl, parts) => {
  const texture = makeTexture(gl, gl.NEAREST);
  const rows = Math.max(parts.count, 1);
  gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA32F, 4, rows);
  const upload = () => {
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, 4, rows, gl.RGBA, gl.FLOAT, parts.words);
  };
  return { texture, upload };
};

// the shape that a ray hits first: walk as far as nothing can be
const hitShape = (parts, from, direction, far) => {
  let way = 0;
  for (let steps = 0; steps < 200 && way < far; steps++) {
    const point = add(from, scale(direction, way));
    let [nearest, free] = [null, Infinity];
    parts.shapes.forEach((shape, row) => {
      const distance = distanceTo(parts.words.subarray(16 * row, 16 * row + 12), point);
      if (distance < free) [nearest, free] = [shape, distance];
    });
    if (free < 1e-3 * way) return nearest;
    way += free;
  }
  return null;
};

const distanceTo = (row, point) => {
  const local = turnBack(Array.from(row.subarray(4, 8)), subtract(point, Array.from(row.subarray(0, 3))));
  const outside = local.map((x, i) => Math.max(Math.abs(x) - row[8 + i], 0));
  return length(outside) - row[3];
};
