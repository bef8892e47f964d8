//! A replay of what is rare: names that look like code, a slope, a ghost, a marker in the air, one frame in a take.

use costate_view::{Chart, Color, Marker, Plane, Pose, Replay, ReplayError, Shape};

/// A name that would end a script.
pub const NAME: &str = "</script><script>document.title = 'broken'</script><!-- & \u{2028}";

/// The replay.
pub fn replay() -> Result<Replay, ReplayError> {
    let mut replay = Replay::new(NAME, 0.05)?;
    replay.add_plane(Plane::ground(0.0))?;
    replay.add_plane(Plane::new([0.0; 3], [-0.5, 0.0, 0.866]))?;
    replay.add_marker(Marker::new(NAME, [-0.5, -0.6, 0.7]).color(Color::RED))?;
    let block = replay.add_body(NAME)?;
    let ghost = replay.add_body("ghost")?;
    let point = replay.add_body("a body without shapes")?;
    replay.add_shape(Shape::cuboid([0.15, 0.1, 0.08]).on(block))?;
    replay.add_shape(Shape::capsule(0.05, 0.3).on(ghost).color(Color::GREEN.ghost()))?;
    replay
        .add_shape(Shape::sphere(0.12).on(ghost).at(Pose::at([0.0, 0.0, 0.4])).color(Color::RED.ghost()))?;
    replay.add_trail(point)?;

    let slope = [[0.866, 0.0, -0.5], [0.0, 1.0, 0.0], [0.5, 0.0, 0.866]];
    let (mut speeds, mut zeros) = (Vec::new(), Vec::new());
    for k in 0..20 {
        let way = 1.2 - 0.002 * f64::from(k * k);
        let position = [way * 0.866 - 0.04, 0.0, way * 0.5 + 0.07];
        let circle = [0.6 * (0.3 * f64::from(k)).cos() - 0.8, 0.6 * (0.3 * f64::from(k)).sin(), 0.5];
        let poses = [Pose { position, rotation: slope }, Pose::at([-0.8, 0.3, 0.4]), Pose::at(circle)];
        replay.push_frame(&poses)?;
        speeds.push(0.04 * f64::from(k));
        zeros.push(0.0);
    }
    replay.add_chart(Chart::over_time("Speed of the block [m/s]").line(NAME, speeds).line("zero", zeros))?;
    replay.add_chart(Chart::over("nothing", vec![], "Empty"))?;
    replay.add_chart(Chart::over("update", vec![3.0], "One value").logarithmic().line("loss", vec![1e-7]))?;
    Ok(replay)
}
