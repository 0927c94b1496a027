// Declarations of ScaNN, compared with google-research/google-research at commit 0c1bbe5f. It was in another namespace
// once.
#pragma once

namespace scann_types {
struct Status {};
struct NNResultsVector;
template <class T> struct DatapointPtr {};
template <class T> struct MutableSpan {};
struct DenseDataset;
} // namespace scann_types

namespace tensorflow::scann_ops {
using namespace scann_types;
struct ScannInterface {
  Status Search(const DatapointPtr<float>, NNResultsVector*, int, int, int) const;
  Status SearchBatched(const DenseDataset&, MutableSpan<NNResultsVector>, int, int, int) const;
  Status SearchBatchedParallel(const DenseDataset&, MutableSpan<NNResultsVector>, int, int, int) const;
};
} // namespace tensorflow::scann_ops

namespace research_scann {
using namespace scann_types;
struct ScannInterface {
  Status Search(const DatapointPtr<float>, NNResultsVector*, int, int, int) const;
  Status SearchBatched(const DenseDataset&, MutableSpan<NNResultsVector>, int, int, int) const;
  Status SearchBatchedParallel(const DenseDataset&, MutableSpan<NNResultsVector>, int, int, int) const;
};
} // namespace research_scann
