// WebGL2, with less to say.

const openGl = (canvas) => {
  const wishes = { antialias: true, alpha: false, powerPreference: 'high-performance' };
  return canvas.getContext('webgl2', wishes);
};

const compile = (gl, kind, source) => {
  const shader = gl.createShader(kind);
  gl.shaderSource(shader, source);
  gl.compileShader(shader);
  if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS) && !gl.isContextLost()) {
    throw new Error(`a shader does not compile: ${gl.getShaderInfoLog(shader)}`);
  }
  return shader;
};

// A program and what sets its uniforms: `set({ view: matrix, eye: [x, y, z], count: 3 })`.
const makeProgram = (gl, vertex, fragment) => {
  const program = gl.createProgram();
  gl.attachShader(program, compile(gl, gl.VERTEX_SHADER, vertex));
  gl.attachShader(program, compile(gl, gl.FRAGMENT_SHADER, fragment));
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost()) {
    throw new Error(`a program does not link: ${gl.getProgramInfoLog(program)}`);
  }
  const setters = uniformsOf(gl, program);
  const set = (values) => {
    for (const [name, value] of Object.entries(values)) setters.get(name)?.(value);
  };
  return { use: () => gl.useProgram(program), set };
};

const uniformsOf = (gl, program) => {
  const setters = new Map();
  for (let i = 0; i < gl.getProgramParameter(program, gl.ACTIVE_UNIFORMS); i++) {
    const { name, type } = gl.getActiveUniform(program, i);
    const at = gl.getUniformLocation(program, name);
    setters.set(name, setterOf(gl, type, at));
  }
  return setters;
};

const setterOf = (gl, type, at) => {
  switch (type) {
    case gl.FLOAT: return (x) => gl.uniform1f(at, x);
    case gl.FLOAT_VEC2: return (x) => gl.uniform2fv(at, x);
    case gl.FLOAT_VEC3: return (x) => gl.uniform3fv(at, x);
    case gl.FLOAT_VEC4: return (x) => gl.uniform4fv(at, x);
    case gl.FLOAT_MAT4: return (x) => gl.uniformMatrix4fv(at, false, x);
    default: return (x) => gl.uniform1i(at, x);
  }
};

const makeBuffer = (gl, words) => {
  const buffer = gl.createBuffer();
  gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
  gl.bufferData(gl.ARRAY_BUFFER, words, gl.STATIC_DRAW);
  return buffer;
};

// a texture that is read texel by texel
const makeTexture = (gl, filter) => {
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, filter);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, filter);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
  return texture;
};
