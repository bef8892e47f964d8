// Lines of some pixels' width: a quad for each segment of a path.

const LINE_VERTEX = GLSL + `
layout(location = 0) in vec2 corner;      // 0 or 1 along, ±1 across
layout(location = 1) in vec3 from;
layout(location = 2) in vec3 to;
uniform mat4 view;
uniform vec3 eye;
uniform vec2 screenSize;                  // [px]
uniform float width;                      // [px]
uniform float moment;                     // segments before it are past
uniform float fading;                     // how many segments a trail is long; 0 for all
out float age, across;

void main() {
  float index = float(gl_InstanceID) + corner.x;
  vec3 here = mix(from, to, corner.x);
  vec4 a = view * vec4(from, 1.0), b = view * vec4(to, 1.0);
  vec4 at = view * vec4(mix(here, eye, 0.004), 1.0); // a little nearer, so that the ground does not hide it
  vec2 way = (b.xy / max(b.w, 1e-6) - a.xy / max(a.w, 1e-6)) * screenSize;
  float size = length(way);
  vec2 ahead = size > 1e-4 ? way / size : vec2(1.0, 0.0);

  float half_ = 0.5 * width + 1.0;
  vec2 shift = vec2(-ahead.y, ahead.x) * corner.y * half_;
  gl_Position = at + vec4(2.0 * shift / screenSize * at.w, 0.0, 0.0);
  age = moment - index;
  across = corner.y * half_;
}`;

const LINE_FRAGMENT = GLSL + `
in float age, across;
uniform vec4 tint;
uniform float width, fading, ahead;       // ahead: how strong what is still to come is drawn
out vec4 color;

void main() {
  float edge = clamp(0.5 * width + 0.5 - abs(across), 0.0, 1.0);
  float past = fading > 0.0 ? mix(0.35, 1.0, exp(-max(age, 0.0) / fading)) : 1.0;
  float strength = age < 0.0 ? ahead : past;
  color = vec4(tint.rgb, tint.a * edge * strength);
}`;
