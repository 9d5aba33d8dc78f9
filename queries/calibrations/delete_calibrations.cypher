// How many calibrations were deleted, with their relations.
//
// mode write
// $ids        ids
// -> deleted  number of ids
UNWIND $ids AS id
MATCH (n:Calibration {id: id})
USING INDEX SEEK n:Calibration(id)
DETACH DELETE n
RETURN count(id) AS deleted
