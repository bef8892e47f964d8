//! Rotations as unit quaternions.
//!
//! Each component is at least ½ in some quaternion, and the largest is found first: dividing by it loses nothing.
//! S. W. Shepperd, Quaternion from rotation matrix, 1978, doi:10.2514/3.55767b.

/// The unit quaternion (w, x, y, z) of a rotation matrix, given by rows; w ≥ 0 or the largest component is above zero.
pub fn of(r: &[[f64; 3]; 3]) -> [f64; 4] {
    // 4 w², 4 x², 4 y², 4 z²
    let squares = [
        1.0 + r[0][0] + r[1][1] + r[2][2],
        1.0 + r[0][0] - r[1][1] - r[2][2],
        1.0 - r[0][0] + r[1][1] - r[2][2],
        1.0 - r[0][0] - r[1][1] + r[2][2],
    ];
    // 4 w x, 4 w y, 4 w z, then 4 x y, 4 x z, 4 y z
    let (wx, wy, wz) = (r[2][1] - r[1][2], r[0][2] - r[2][0], r[1][0] - r[0][1]);
    let (xy, xz, yz) = (r[1][0] + r[0][1], r[0][2] + r[2][0], r[2][1] + r[1][2]);
    let rows = [
        [squares[0], wx, wy, wz],
        [wx, squares[1], xy, xz],
        [wy, xy, squares[2], yz],
        [wz, xz, yz, squares[3]],
    ];
    let largest = (1..4).fold(0, |best, i| if squares[i] > squares[best] { i } else { best });
    unit(rows[largest])
}

/// q ÷ |q|
fn unit(q: [f64; 4]) -> [f64; 4] {
    let norm = q.iter().map(|x| x * x).sum::<f64>().sqrt();
    q.map(|x| x / norm)
}

#[cfg(test)]
mod tests {
    use super::of;

    /// The matrix of a unit quaternion.
    fn matrix([w, x, y, z]: [f64; 4]) -> [[f64; 3]; 3] {
        [
            [1.0 - 2.0 * (y * y + z * z), 2.0 * (x * y - w * z), 2.0 * (x * z + w * y)],
            [2.0 * (x * y + w * z), 1.0 - 2.0 * (x * x + z * z), 2.0 * (y * z - w * x)],
            [2.0 * (x * z - w * y), 2.0 * (y * z + w * x), 1.0 - 2.0 * (x * x + y * y)],
        ]
    }

    #[test]
    fn matrices_come_back() {
        let turns = [-1.0, -0.6, 0.0, 1e-9, 0.3, 1.0];
        for q in turns.iter().flat_map(|&w| turns.map(|x| [w, x, 0.2, -0.7])).chain([[0.0, 0.0, 0.0, 1.0]]) {
            let r = matrix(super::unit(q));
            let back = matrix(of(&r));
            for (row, expected) in back.iter().zip(&r) {
                assert!(row.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-14), "{q:?}");
            }
        }
    }
}
