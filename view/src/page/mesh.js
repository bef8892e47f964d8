// The mesh of all shapes: a sphere whose eight octants can be pulled apart. A vertex is its direction and the signs of its
// octant; the shader puts it at `signs × core + direction × radius`. What lies between octants opens into faces and
// edges: no core gives a sphere, a line a capsule, a box a box with round edges.

const STEPS = 12; // of a right angle

// angles of a row, those where octants meet twice
const angles = (from, quadrants) => {
  const list = [];
  for (let q = 0; q < quadrants; q++) {
    for (let i = 0; i <= STEPS; i++) list.push({ angle: from + (Math.PI / 2) * (q + i / STEPS), quadrant: q });
  }
  return list;
};

const octantMesh = () => {
  const [rows, columns] = [angles(-Math.PI / 2, 2), angles(0, 4)];
  const words = [];
  for (const { angle: up, quadrant: half } of rows) {
    for (const { angle: round, quadrant } of columns) {
      words.push(Math.cos(up) * Math.cos(round), Math.cos(up) * Math.sin(round), Math.sin(up));
      words.push(quadrant === 0 || quadrant === 3 ? 1 : -1, quadrant < 2 ? 1 : -1, half === 0 ? -1 : 1);
    }
  }
  return { words: new Float32Array(words), indices: trianglesOf(rows.length, columns.length) };
};

// quads between neighbours, round about, and a face at each pole
const trianglesOf = (rows, columns) => {
  const indices = [];
  const quad = (a, b, c, d) => indices.push(a, b, c, a, c, d);
  const at = (row, column) => row * columns + (column % columns);
  for (let row = 0; row + 1 < rows; row++) {
    for (let column = 0; column < columns; column++) {
      quad(at(row, column), at(row, column + 1), at(row + 1, column + 1), at(row + 1, column));
    }
  }
  const corner = (row, quadrant) => at(row, quadrant * (STEPS + 1));
  const top = rows - 1;
  quad(corner(top, 0), corner(top, 1), corner(top, 2), corner(top, 3));
  quad(corner(0, 3), corner(0, 2), corner(0, 1), corner(0, 0));
  return new Uint16Array(indices);
};

const makeMesh = (gl) => {
  const { words, indices } = octantMesh();
  const layout = gl.createVertexArray();
  gl.bindVertexArray(layout);
  makeBuffer(gl, words);
  for (const location of [0, 1]) {
    gl.enableVertexAttribArray(location);
    gl.vertexAttribPointer(location, 3, gl.FLOAT, false, 24, 12 * location);
  }
  gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, indices, gl.STATIC_DRAW);
  gl.bindVertexArray(null);
  const draw = (count) => {
    gl.bindVertexArray(layout);
    gl.drawElementsInstanced(gl.TRIANGLES, indices.length, gl.UNSIGNED_SHORT, 0, count);
  };
  return { draw };
};
