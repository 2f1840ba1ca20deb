//! Frames: the acts the coder knows, as data: a trigger with its roles.
