/** The way through the song: a thin curve from chunk to chunk (Catmull and Rom), drawn from the points' own textures. */
import { POINT_TEXTURE } from "./point-texture.ts"

export const LINE_VERTEX = /* glsl */ `
${POINT_TEXTURE}
uniform int u_steps;
uniform vec2 u_fog;
out vec3 v_colour;
out float v_clear;
void main() {
  int point = pointOf(2 * u_steps);
  // The last chunk of a part has no way on.
  if (point + 1 >= u_count || (styleOf(point).y & 8) != 0) {
    gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
    return;
  }
  vec3 a = placeOf(point - 1).xyz;
  vec3 b = placeOf(point).xyz;
  vec3 c = placeOf(point + 1).xyz;
  vec3 d = placeOf(point + 2).xyz;
  int end = gl_VertexID % (2 * u_steps);
  float t = float(end / 2 + end % 2) / float(u_steps);
  vec3 place = 0.5 * (2.0 * b + (c - a) * t + (2.0 * a - 5.0 * b + 4.0 * c - d) * t * t
    + (3.0 * b - a - 3.0 * c + d) * t * t * t);
  vec4 view = modelViewMatrix * vec4(place, 1.0);
  v_colour = colourTo(point);
  v_clear = 1.0 - 0.8 * clamp((-view.z - u_fog.x) / (u_fog.y - u_fog.x), 0.0, 1.0);
  gl_Position = projectionMatrix * view;
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
