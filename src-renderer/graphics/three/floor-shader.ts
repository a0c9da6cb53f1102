/** The floor: a record seen from above it, with the shadows of what floats over it. */

export const FLOOR_VERTEX = /* glsl */ `
out vec2 v_place;
uniform float u_size;
void main() {
  v_place = position.xy;
  gl_Position = projectionMatrix * modelViewMatrix * vec4(position.x * u_size, 0.0, -position.y * u_size, 1.0);
}
`

export const FLOOR_FRAGMENT = /* glsl */ `
precision highp float;
in vec2 v_place;
uniform sampler2D u_shadow;
uniform float u_shadowReach;
uniform vec3 u_void;
uniform vec3 u_bone;
uniform float u_opacity;
uniform float u_lamp;
out vec4 colour;

float ring(float radius, float at, float width) {
  float blur = fwidth(radius) * width;
  return 1.0 - smoothstep(0.0, blur, abs(radius - at));
}
void main() {
  float radius = length(v_place);
  if (radius > 1.002) discard;
  float angle = atan(v_place.y, v_place.x);
  // Light lies on the grooves in two narrow fans, as on a real record.
  float fan = pow(abs(cos(angle - u_lamp)), 22.0) + 0.35 * pow(abs(cos(angle - u_lamp - 1.1)), 60.0);
  float blur = fwidth(radius);
  float groove = 0.0;
  float at = radius * 9.0;
  float near = abs(at - floor(at + 0.5)) / 9.0;
  groove += (1.0 - smoothstep(0.0, blur * 1.1, near)) * step(0.5, at) * 0.052;
  float fine = abs(fract(radius * 72.0) - 0.5) * 2.0;
  groove += smoothstep(0.6, 1.0, fine) * 0.014 * (1.0 - smoothstep(0.25, 0.75, blur * 72.0)) * step(0.16, radius);
  groove += ring(radius, 1.0, 1.6) * 0.20;
  groove += ring(radius, 0.16, 1.2) * 0.09;
  groove *= 1.0 + 2.4 * fan * smoothstep(0.1, 0.5, radius);
  float sheen = fan * 0.011 * smoothstep(0.16, 0.3, radius);
  vec2 uv = v_place / u_shadowReach * 0.5 + 0.5;
  vec4 shadow = texture(u_shadow, uv);
  vec3 ground = u_void + u_bone * sheen * (1.0 - radius);
  vec3 lit = mix(ground, u_bone, clamp(groove, 0.0, 1.0));
  lit = mix(lit, shadow.rgb, shadow.a * 0.34);
  float fade = 1.0 - smoothstep(0.55, 1.0, radius) * 0.5;
  colour = vec4(lit, u_opacity * fade);
}
`
