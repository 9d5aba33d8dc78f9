// Ids of calibrations are unique.
//
// mode schema
CREATE CONSTRAINT calibration_id IF NOT EXISTS FOR (n:Calibration) REQUIRE n.id IS UNIQUE
