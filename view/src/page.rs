//! The page: a template, what is shown, and the code that shows it, in one file.
//!
//! Parts stand in `view/src/page`. The scripts are joined in the order of `SCRIPTS` into one function, so that a
//! file may use what an earlier one defines, and nothing is global.

use crate::numbers::base64;
use crate::replay::Header;

const TEMPLATE: &str = include_str!("page/page.html");
const STYLE: &str = include_str!("page/page.css");
const SCRIPTS: &[&str] = &[
    include_str!("page/vector.js"),
    include_str!("page/matrix.js"),
    include_str!("page/run.js"),
    include_str!("page/shader_light.js"),
    include_str!("page/shader_shape.js"),
    include_str!("page/shader_plane.js"),
    include_str!("page/shader_line.js"),
    include_str!("page/gl.js"),
    include_str!("page/mesh.js"),
    include_str!("page/parts.js"),
    include_str!("page/lines.js"),
    include_str!("page/theme.js"),
    include_str!("page/bounds.js"),
    include_str!("page/camera.js"),
    include_str!("page/hand.js"),
    include_str!("page/light.js"),
    include_str!("page/painter.js"),
    include_str!("page/labels.js"),
    include_str!("page/ticks.js"),
    include_str!("page/chart.js"),
    include_str!("page/player.js"),
    include_str!("page/controls.js"),
    include_str!("page/keys.js"),
    include_str!("page/place.js"),
    include_str!("page/main.js"),
];

/// The page of this name.
pub fn html(name: &str, header: &Header, words: &[f32]) -> String {
    let scripts = SCRIPTS.concat();
    // in the order of the template, so that nothing is looked for in what was filled in
    let parts = [
        ("{{title}}", escaped(name)),
        ("{{style}}", STYLE.to_owned()),
        ("{{header}}", json(header)),
        ("{{frames}}", base64(words)),
        ("{{scripts}}", scripts),
    ];
    let mut page = String::new();
    let mut rest = TEMPLATE;
    for (place, part) in parts {
        let (before, after) =
            rest.split_once(place).expect("the template has each place once, in this order");
        page += before;
        page += &part;
        rest = after;
    }
    page + rest
}

/// Text as HTML shows it.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// JSON that no tag can end: strings have no `<`.
fn json(header: &Header) -> String {
    let text = serde_json::to_string(header).expect("a header has only texts and finite numbers");
    text.replace('<', "\\u003c")
}
