//! The page in a browser: headless Chromium draws it in software. Skipped where there is no Chromium, unless
//! `COSTATE_REQUIRE_CHROMIUM` is set to 1.

use std::path::Path;

#[path = "browser/chromium.rs"]
mod chromium;
#[path = "browser/odd.rs"]
mod odd;
#[path = "browser/picture.rs"]
mod picture;
#[path = "../examples/demo/scene.rs"]
mod scene;

use chromium::Chromium;

/// Chromium, or the end of a test that has said so.
macro_rules! chromium {
    () => {
        match Chromium::find() {
            Some(chromium) => chromium,
            None => return,
        }
    };
}

fn demo() -> String {
    scene::replay().unwrap().html()
}

#[test]
fn the_page_says_where_bodies_are() {
    let chromium = chromium!();
    let dom = chromium.dom(&demo(), "t=0.9&follow=box 2&paused");
    assert_eq!(chromium::state(&dom), "ready", "{}", chromium::tail(&dom));
    assert!(dom.contains(r#"data-frames="802""#));
    assert!(dom.contains(r#"<h1 id="name">A ball, a stack and a walker</h1>"#));
    assert!(dom.contains(r#"<b id="time">0.90</b>"#));
    let readout =
        "<span>box 2</span><span>x 0.900</span><span>y 0.700</span><span>z 0.300</span><span>0.00 m/s</span>";
    assert!(dom.contains(readout), "{}", chromium::tail(&dom));
}

#[test]
fn bodies_are_drawn_in_their_colours_and_move() {
    let chromium = chromium!();
    let early = chromium.picture(&demo(), "t=0.2&paused&bare", "early");
    let late = chromium.picture(&demo(), "t=2&paused&bare", "late");
    for (name, hue) in [("ball", 25.0), ("boxes", 212.0), ("trunk", 262.0), ("marker", 153.0)] {
        assert!(early.pixels_of_hue(hue) > 100, "{name}: {} pixels", early.pixels_of_hue(hue));
    }
    assert!(early.different(&late) > 0.01, "a ball that flew: {}", early.different(&late));
    assert!(early.shades() > 200, "{} shades", early.shades());
}

#[test]
fn dark_is_dark_and_light_is_light() {
    let chromium = chromium!();
    let light = chromium.picture(&demo(), "t=1&paused", "light");
    let dark = chromium.dark().picture(&demo(), "t=1&paused", "dark");
    assert!(light.brightness() > 0.7, "{}", light.brightness());
    assert!(dark.brightness() < 0.35, "{}", dark.brightness());
}

#[test]
fn odd_names_and_empty_runs_are_shown() {
    let chromium = chromium!();
    let dom = chromium.dom(&odd::replay().unwrap().html(), "paused&t=0.5");
    assert_eq!(chromium::state(&dom), "ready", "{}", chromium::tail(&dom));
    assert!(
        dom.contains("&lt;/script&gt;&lt;script&gt;document.title = 'broken'"),
        "{}",
        chromium::tail(&dom)
    );
    let picture = chromium.picture(&odd::replay().unwrap().html(), "paused&t=0.5", "odd");
    assert!(picture.shades() > 200, "{} shades", picture.shades());

    let empty = costate_view::Replay::new("nothing", 0.1).unwrap().html();
    let dom = chromium.dom(&empty, "");
    assert_eq!(chromium::state(&dom), "ready", "{}", chromium::tail(&dom));
    assert!(dom.contains("no frames"));
}

#[test]
fn keys_and_pointer_move_what_is_shown() {
    let chromium = chromium!();
    let hands = format!("<script>{}</script></body>", include_str!("browser/hands.js"));
    let page = demo().replace("</body>", &hands);
    // a view that has the middle of the second box in its middle
    let view = "t=1&paused&azimuth=-60&elevation=10&distance=4&target=0.9,0.7,0.3&take=1";
    let dom = chromium.dom(&page, view);
    assert_eq!(chromium::state(&dom), "ready", "{}", chromium::tail(&dom));
    let number = |name: &str, key: &str| chromium::number(&dom, name, key);
    assert_eq!(number("start", "t"), 1.0, "{}", chromium::tail(&dom));
    assert!(!chromium::place(&dom, "start").contains("follow"));
    assert!(chromium::place(&dom, "chosen").contains("follow=box+2"));
    assert!((number("stepped", "t") - 1.11).abs() < 1e-9);
    assert_eq!(number("stepped", "azimuth"), -60.0);
    assert!((number("turned", "azimuth") - (-60.0 - 31.51)).abs() < 0.02, "{}", number("turned", "azimuth"));
    assert!((number("turned", "elevation") - (10.0 - 6.3)).abs() < 0.02, "{}", number("turned", "elevation"));
    assert_eq!(number("turned", "distance"), number("panned", "distance"));
    assert!(dom.contains("target=0.9%2C0.7%2C0.3") && number("panned", "target") != 0.9);
    let paused = |name: &str| chromium::place(&dom, name).contains("paused");
    assert!(dom.contains(r#"data-gl-error="0""#), "WebGL has nothing to say against it");
    assert!(paused("zoomed") && !paused("playing"));
    assert!((number("zoomed", "distance") / 4.0 - f64::exp(0.14)).abs() < 1e-3);
}

#[test]
fn without_webgl2_the_page_says_so() {
    let chromium = chromium!();
    let dom = chromium.without_webgl().dom(&demo(), "");
    assert_eq!(chromium::state(&dom), "failed", "{}", chromium::tail(&dom));
    assert!(dom.contains("This page draws with WebGL2"));
}

#[test]
fn cut_off_data_are_said_to_be() {
    let chromium = chromium!();
    let page = demo();
    let start = page.find(r#"id="frames">"#).unwrap();
    let cut = format!("{}{}", &page[..start + 12], &page[start + 12 + 4 * 1000..]);
    let dom = chromium.dom(&cut, "");
    assert!(dom.contains("the frames of this page are cut off"), "{}", chromium::tail(&dom));
}

#[test]
fn nothing_is_fetched() {
    let page = demo();
    for source in ["src=", "href=", "@import", "url(", "fetch(", "XMLHttpRequest", "import("] {
        assert!(!page.contains(source), "{source}");
    }
    let links: Vec<_> = page.match_indices("://").map(|(at, _)| &page[at - 4..at + 14]).collect();
    assert_eq!(links, ["http://www.w3.org/"], "only the name of SVG");
    assert!(Path::new(env!("CARGO_TARGET_TMPDIR")).exists());
}
