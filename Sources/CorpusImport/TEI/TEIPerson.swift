/// A speaker as the header knows them.
struct TEIPerson: Equatable {
  var name: String?
  var sex: String?
}
