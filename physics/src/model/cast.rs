//! Models in another number type: written in `f64`, run in any.

use costate::{Real, lit};

use super::{Body, BodyParams, GeomParams, JointParams, Model, Params, State, WorldParams};
use crate::math::Twist;
use crate::solver::Solution;

impl<const B: usize, const J: usize, const G: usize, const C: usize> Model<B, J, G, C> {
    /// The same model in another number type.
    pub fn cast<T: Real>(&self) -> Model<B, J, G, C, T> {
        Model { topology: self.topology, params: self.params.cast(), start: self.start.cast() }
    }
}

impl<const B: usize, const J: usize, const G: usize> Params<f64, B, J, G> {
    /// The same numbers in another type.
    pub fn cast<T: Real>(&self) -> Params<T, B, J, G> {
        Params {
            world: self.world.cast(),
            body: self.body.map(|b| b.cast()),
            joint: self.joint.map(|j| j.cast()),
            geom: self.geom.map(|g| g.cast()),
        }
    }
}

impl WorldParams<f64> {
    /// The same numbers in another type.
    pub fn cast<T: Real>(&self) -> WorldParams<T> {
        WorldParams {
            timestep: lit(self.timestep),
            gravity: self.gravity.cast(),
            correction: lit(self.correction),
            compliance: lit(self.compliance),
            threshold: lit(self.threshold),
            slop: lit(self.slop),
        }
    }
}

impl BodyParams<f64> {
    /// The same numbers in another type.
    pub fn cast<T: Real>(&self) -> BodyParams<T> {
        BodyParams { mass: lit(self.mass), inertia: self.inertia.cast() }
    }
}

impl JointParams<f64> {
    /// The same numbers in another type.
    pub fn cast<T: Real>(&self) -> JointParams<T> {
        JointParams {
            parent_anchor: self.parent_anchor.cast(),
            child_anchor: self.child_anchor.cast(),
            parent_frame: self.parent_frame.cast(),
            child_frame: self.child_frame.cast(),
            stiffness: lit(self.stiffness),
            rest: self.rest.cast(),
            damping: lit(self.damping),
            armature: lit(self.armature),
            lower: self.lower.cast(),
            upper: self.upper.cast(),
            gain: lit(self.gain),
            max_torque: lit(self.max_torque),
            max_velocity: lit(self.max_velocity),
            frequency: lit(self.frequency),
            damping_ratio: lit(self.damping_ratio),
        }
    }
}

impl GeomParams<f64> {
    /// The same numbers in another type.
    pub fn cast<T: Real>(&self) -> GeomParams<T> {
        GeomParams {
            position: self.position.cast(),
            frame: self.frame.cast(),
            size: self.size.cast(),
            friction: lit(self.friction),
            torsion: lit(self.torsion),
            restitution: lit(self.restitution),
        }
    }
}

impl<const B: usize, const J: usize, const C: usize> State<f64, B, J, C> {
    /// The same state in another number type.
    pub fn cast<T: Real>(&self) -> State<T, B, J, C> {
        State {
            body: self.body.map(|b| b.cast()),
            rate: self.rate.map(|r| r.map(lit)),
            warm: self.warm.cast(),
        }
    }
}

impl Body<f64> {
    /// The same body in another number type.
    pub fn cast<T: Real>(&self) -> Body<T> {
        Body {
            position: self.position.cast(),
            rotation: self.rotation.cast(),
            velocity: self.velocity.cast(),
        }
    }
}

impl Twist<f64> {
    /// The same twist in another number type.
    pub fn cast<T: Real>(&self) -> Twist<T> {
        Twist { linear: self.linear.cast(), angular: self.angular.cast() }
    }
}

impl<const B: usize, const J: usize, const C: usize> Solution<f64, B, J, C> {
    /// The same velocities and impulses in another number type.
    pub fn cast<T: Real>(&self) -> Solution<T, B, J, C> {
        Solution {
            velocity: self.velocity.map(|v| v.cast()),
            wrench: self.wrench.map(|w| w.cast()),
            push: self.push.map(|p| p.map(lit)),
        }
    }
}
