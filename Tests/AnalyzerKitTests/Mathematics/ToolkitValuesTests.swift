import AnalyzerKit
import Testing

/// Values of the UCS toolkit (Evert) for collocates of "circular economy" in a corpus of consultation
/// answers: r1 15,334, n 191,998. They are in the tests of the Python package association-measures (MIT licence).
@Suite struct ToolkitValuesTests {
  static let words: [(o11: Int, c1: Int)] = [
    (1, 2), (7, 120), (1, 8), (2, 47), (13, 126), (3, 53), (4, 36),
  ]

  static let values: [AssociationMeasure: [Double]] = [
    .logLikelihood: [
      2.44875672467, -0.829802488929, 0.191806047479, -1.05938560389, 0.859808186266, -0.431146601908, 0.43053899642,
    ],
    .simpleLogLikelihood: [
      1.98799204028, -0.769330533746, 0.173788301217, -0.988996830966, 0.784159984401, -0.40013048978, 0.391812241733,
    ],
    .zScore: [
      2.10244214696, -0.834636300974, 0.451725978677, -0.905150269951, 0.925833814261, -0.599237411493, 0.663379542108,
    ],
    .tScore: [
      0.840269169471, -0.97660344, 0.361076677882, -1.24003514328, 0.814565499769, -0.711796099539, 0.562422525235,
    ],
    .dice: [
      0.000130412102243, 0.000905914326388, 0.000130361100248, 0.000260061114362, 0.00168175937904, 0.000389939559368,
      0.000520494469746,
    ],
    .jaccard: [
      6.52103032279e-5, 0.000453162426361, 6.51847989049e-5, 0.000130047467326, 0.000841587363242, 0.000195007800312,
      0.000260314981127,
    ],
    .minimumSensitivity: [
      6.52145558889e-5, 0.000456501891222, 6.52145558889e-5, 0.000130429111778, 0.000847789226555, 0.000195643667667,
      0.000260858223555,
    ],
    .chiSquared: [
      4.80398096105, -0.75755593735, 0.221777189977, -0.890627994062, 0.932180093853, -0.390360967023, 0.478359311889,
    ],
    .chiSquaredCorrected: [
      0.787788472547, -0.492734538404, 0.0328298063302, -0.455164052819, 0.641801047853, -0.137938108502,
      0.147609224031,
    ],
    .fisher: [
      0.814308491873, 0.0693811998484, 0.313196923748, 0.0465096947588, 0.685123473235, 0.0936312141925, 0.490129314246,
    ],
    .poisson: [
      0.830834767355, 0.0750180481135, 0.325929621797, 0.0512866863881, 0.668661706336, 0.100140257873, 0.488354139611,
    ],
    .oddsRatio: [
      1.06151846545, -0.146567379084, 0.216405675259, -0.290743907191, 0.122447978035, -0.160394106601, 0.158437244623,
    ],
    .mutualInformation: [
      0.796611250195, -0.136441960174, 0.194551258867, -0.273426616413, 0.111214053048, -0.149513369022, 0.14339873642,
    ],
    .mutualInformation2: [
      0.796611250195, 0.70865607984, 0.194551258867, 0.0276033792512, 1.22515740536, 0.327607885697, 0.745458727748,
    ],
    .mutualInformation3: [
      0.796611250195, 1.55375411985, 0.194551258867, 0.328633374915, 2.33910075766, 0.804729140417, 1.34751871908,
    ],
    .localMutualInformation: [
      0.796611250195, -0.955093721221, 0.194551258867, -0.546853232826, 1.44578268963, -0.448540107067, 0.573594945678,
    ],
  ]

  /// The toolkit's information is to base 10, ours to base 2.
  static let bits: Set<AssociationMeasure> = [
    .mutualInformation, .mutualInformation2, .mutualInformation3, .localMutualInformation,
  ]

  @Test(arguments: values.keys.sorted { $0.rawValue < $1.rawValue })
  func `Values are those of the toolkit`(_ measure: AssociationMeasure) throws {
    let factor = Self.bits.contains(measure) ? 3.321928094887362 : 1
    for (word, expected) in zip(Self.words, try #require(Self.values[measure])) {
      let table = try ContingencyTable(o11: word.o11, r1: 15_334, c1: word.c1, n: 191_998)
      let value = try #require(measure.value(table, nodeFrequency: 1))
      #expect(isRelativelyClose(value, expected * factor, within: 1e-8))
    }
  }
}
