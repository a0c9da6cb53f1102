/** The way through the song: a thin curve from chunk to chunk (Catmull and Rom), drawn from the points' own buffer. */
import { GLIDE } from "./point-shader.ts"

export const LINE_VERTEX = /* glsl */ `
in vec4 a_from0; in vec4 a_from1; in vec4 a_from2; in vec4 a_from3;
in vec4 a_to0; in vec4 a_to1; in vec4 a_to2; in vec4 a_to3;
in vec4 a_colour;
in vec4 a_style;
uniform vec2 u_fog;
out vec3 v_colour;
out float v_clear;
${GLIDE}
void main() {
  vec3 a = glide(a_from0, a_to0).xyz;
  vec3 b = glide(a_from1, a_to1).xyz;
  vec3 c = glide(a_from2, a_to2).xyz;
  vec3 d = glide(a_from3, a_to3).xyz;
  float t = position.x;
  vec3 place = 0.5 * (2.0 * b + (c - a) * t + (2.0 * a - 5.0 * b + 4.0 * c - d) * t * t
    + (3.0 * b - a - 3.0 * c + d) * t * t * t);
  vec4 view = modelViewMatrix * vec4(place, 1.0);
  v_colour = a_colour.rgb;
  v_clear = 1.0 - 0.8 * clamp((-view.z - u_fog.x) / (u_fog.y - u_fog.x), 0.0, 1.0);
  gl_Position = projectionMatrix * view;
  // The last chunk of a part has no way on.
  if ((int(a_style.y) & 8) != 0) gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
}
`

export const LINE_FRAGMENT = /* glsl */ `
precision mediump float;
in vec3 v_colour;
in float v_clear;
uniform float u_opacity;
out vec4 colour;
void main() { colour = vec4(v_colour, u_opacity * v_clear); }
`
