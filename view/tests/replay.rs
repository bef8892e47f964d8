//! What a replay takes and refuses, and that all of it is in the page.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use costate_view::{BadPose, Chart, Color, Marker, Plane, Pose, Replay, ReplayError, Shape};

/// A replay of two bodies.
fn pair() -> Replay {
    let mut replay = Replay::new("pair", 0.01).unwrap();
    replay.add_body("left").unwrap();
    replay.add_body("right").unwrap();
    replay
}

/// The text of an element of the page.
fn text(page: &str, id: &str) -> String {
    let (_, rest) = page.split_once(&format!("id=\"{id}\">")).unwrap();
    rest.split_once("</script>").unwrap().0.to_owned()
}

/// All but the frames, as the page reads it.
fn header(replay: &Replay) -> serde_json::Value {
    serde_json::from_str(&text(&replay.html(), "header")).unwrap()
}

fn words(base64: &str) -> Vec<f32> {
    let bytes = STANDARD.decode(base64).unwrap();
    bytes.chunks_exact(4).map(|word| f32::from_le_bytes(word.try_into().unwrap())).collect()
}

#[test]
fn frames_come_back() {
    let mut replay = pair();
    let quarter =
        Pose { position: [0.1, -2.5, 1e-3], rotation: [[0.0, -1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]] };
    replay.push_frame(&[Pose::at([1.0, 2.0, 3.0]), quarter]).unwrap();
    replay.push_frame(&[quarter, Pose::IDENTITY]).unwrap();

    let (half, still) = (0.5_f32.sqrt(), [0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0]);
    let turned = [0.1, -2.5, 1e-3, half, 0.0, 0.0, half];
    let expected = [[1.0, 2.0, 3.0, 1.0, 0.0, 0.0, 0.0], turned, turned, still].concat();
    assert_eq!(words(&text(&replay.html(), "frames")), expected);
    assert_eq!(replay.frames(), 2);
}

#[test]
fn a_nan_is_refused_with_its_frame_and_body() {
    let mut replay = pair();
    replay.push_frame(&[Pose::IDENTITY; 2]).unwrap();
    let before = replay.html();
    let error = replay.push_frame(&[Pose::IDENTITY, Pose::at([0.0, 0.0, f64::NAN])]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "frame 1, body `right`: z of its position is NaN m; it has to be finite as an f32"
    );
    assert!(matches!(error, ReplayError::Pose { reason: BadPose::Position { axis: 2, .. }, .. }));
    assert_eq!(replay.html(), before, "nothing of the frame is kept");
}

#[test]
fn what_is_no_rotation_is_refused() {
    let mut replay = pair();
    let mut pose = Pose::IDENTITY;
    pose.rotation[0][0] = 1.2;
    let message = replay.push_frame(&[pose, Pose::IDENTITY]).unwrap_err().to_string();
    assert!(message.starts_with("frame 0, body `left`: its matrix is no rotation"), "{message}");
    pose.rotation[0][0] = f64::INFINITY;
    let message = replay.push_frame(&[pose, Pose::IDENTITY]).unwrap_err().to_string();
    assert_eq!(message, "frame 0, body `left`: row 0, column 0 of its rotation is inf");
}

#[test]
fn frames_and_bodies_are_counted() {
    let mut replay = pair();
    let error = replay.push_frame(&[Pose::IDENTITY]).unwrap_err();
    assert_eq!(error, ReplayError::Count { frame: 0, poses: 1, bodies: 2 });
    replay.push_frame(&[Pose::IDENTITY; 2]).unwrap();
    assert_eq!(
        replay.add_body("late").unwrap_err().to_string(),
        "body `late` comes after 1 frames; bodies are added before the first frame"
    );
    let stranger = pair().add_body("third").unwrap();
    let error = replay.add_shape(Shape::sphere(0.1).on(stranger)).unwrap_err();
    assert_eq!(error, ReplayError::NoBody { index: 2, bodies: 2 });
    assert_eq!(replay.follow(stranger).unwrap_err(), error);
    assert_eq!(replay.add_trail(stranger).unwrap_err(), error);
}

#[test]
fn times_places_and_lengths_are_checked() {
    for timestep in [0.0, -0.1, f64::NAN, f64::INFINITY] {
        assert!(matches!(Replay::new("run", timestep), Err(ReplayError::Timestep(_))));
    }
    let mut replay = pair();
    assert!(replay.add_marker(Marker::new("goal", [f64::NAN, 0.0, 0.0])).is_err());
    assert!(replay.add_marker(Marker::new("goal", [0.0; 3]).radius(0.0)).is_err());
    assert!(replay.add_plane(Plane::new([0.0; 3], [0.0; 3])).is_err());
    let tilted = Pose { rotation: [[2.0; 3]; 3], ..Pose::IDENTITY };
    let error = replay.add_shape(Shape::sphere(1.0).at(tilted)).unwrap_err();
    assert!(error.to_string().starts_with("a shape's pose in its body: its matrix is no rotation"));
    assert_eq!(header(&replay), header(&pair()), "what was refused is not there");
}

#[test]
fn charts_are_checked() {
    let mut replay = pair();
    let mut message = |chart| replay.add_chart(chart).unwrap_err().to_string();
    let chart = || Chart::over("update", vec![0.0, 1.0], "Loss");
    assert_eq!(
        message(chart().line("training", vec![1.0])),
        "chart `Loss`, `training`: 1 values for the 2 places of its axis"
    );
    assert_eq!(
        message(chart().line("training", vec![1.0, f64::NAN])),
        "chart `Loss`, `training`: value 1 is NaN; it has to be finite as an f32"
    );
    assert_eq!(
        message(chart().logarithmic().line("training", vec![0.0, 1.0])),
        "chart `Loss`, `training`: value 0 is 0, which a logarithmic axis cannot show"
    );
    assert_eq!(
        message(Chart::over("update", vec![f64::INFINITY], "Loss")),
        "chart `Loss`, `update`: value 0 is inf; it has to be finite as an f32"
    );
}

#[test]
fn charts_come_back() {
    let mut replay = pair();
    let chart = Chart::over("update", vec![0.0, 2.0, 4.0], "Loss").line("training", vec![1.0, 0.5, 0.25]);
    replay.add_chart(chart.colored_line("check", vec![2.0, 1.0, 0.5], Color::RED)).unwrap();
    let chart = &header(&replay)["charts"][0];
    assert_eq!(words(chart["places"].as_str().unwrap()), [0.0, 2.0, 4.0]);
    assert_eq!(words(chart["lines"][0]["values"].as_str().unwrap()), [1.0, 0.5, 0.25]);
    assert_eq!(chart["lines"][1]["color"], serde_json::to_value(Color::RED).unwrap());
    assert!(chart["take"].is_null());
}

#[test]
fn takes_count_their_own_frames() {
    let mut replay = pair();
    for (name, frames) in [("first", 2), ("second", 0), ("third", 3)] {
        replay.begin_take(name);
        for _ in 0..frames {
            replay.push_frame(&[Pose::IDENTITY; 2]).unwrap();
        }
    }
    replay.add_chart(Chart::over_time("Angle").line("hip", vec![0.0; 3])).unwrap();
    let header = header(&replay);
    let takes: Vec<_> = header["takes"].as_array().unwrap().iter().map(|take| &take["frames"]).collect();
    assert_eq!(takes, [2, 0, 3]);
    assert_eq!(header["charts"][0]["take"], 2);
    let error = replay.push_frame(&[]).unwrap_err();
    assert_eq!(error, ReplayError::Count { frame: 3, poses: 0, bodies: 2 });
}

#[test]
fn names_cannot_end_the_script() {
    let name = "</script><script>alert(1)</script><!--";
    let mut replay = Replay::new(name, 0.01).unwrap();
    replay.set_note(name);
    replay.add_body(name).unwrap();
    replay.add_marker(Marker::new(name, [0.0; 3])).unwrap();
    let page = replay.html();
    let plain = Replay::new("name", 0.01).unwrap().html();
    let tags = |page: &str| (page.matches("<script").count(), page.matches("</script").count());
    assert_eq!(tags(&page), tags(&plain));
    assert!(!page.contains("<!--"));
    assert_eq!(header(&replay)["bodies"][0], name);
    assert!(page.contains("<title>&lt;/script&gt;&lt;script&gt;alert(1)"));
}

#[test]
fn names_that_look_like_places_of_the_template_stay() {
    let page = Replay::new("{{frames}} {{scripts}}", 0.01).unwrap().html();
    assert!(page.contains("<title>{{frames}} {{scripts}}</title>"));
    assert_eq!(text(&page, "frames"), "");
}

#[test]
fn a_thousand_frames_of_seventeen_bodies_are_less_than_a_megabyte() {
    let mut replay = Replay::new("quadruped", 0.01).unwrap();
    for k in 0..17 {
        let body = replay.add_body(format!("body {k}")).unwrap();
        replay.add_shape(Shape::capsule(0.03, 0.1).on(body)).unwrap();
    }
    for k in 0..1000 {
        replay.push_frame(&[Pose::at([0.01 * f64::from(k), 0.3, 0.7]); 17]).unwrap();
    }
    let size = replay.html().len();
    assert!(size < 1_000_000, "{size} bytes");
}
