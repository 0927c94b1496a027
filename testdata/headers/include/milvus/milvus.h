// Declarations of milvus-sdk-cpp 3.0.2, compared with milvus-io/milvus-sdk-cpp at commit 01fa2048.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include <nlohmann/json.hpp>

namespace milvus {
struct Status;
struct ConnectParam;
struct IDArray;
struct DmlResults {};
struct Field {};
struct BinaryVecFieldData;
struct Field;
struct SearchRequestBase;
struct SubSearchRequest;
struct HybridSearchArguments;
struct QueryResults;
struct SingleResult;
struct SearchResults;
struct QueryArguments;
struct SearchArguments;
struct QueryIteratorArguments {};
struct SearchIteratorArguments {};
struct MilvusClient;
struct GetRequest {};
struct HybridSearchRequest;
struct QueryRequest;
struct QueryIteratorRequest {};
struct SearchRequest;
struct SearchIteratorRequest {};
struct QueryResponse {};
struct SearchResponse {};
struct DropCollectionRequest {};
struct HasCollectionRequest {};
struct DeleteRequest;
struct CreatePartitionRequest {};
struct DropPartitionRequest {};
struct HasPartitionRequest {};
struct HasCollectionResponse {};
struct DmlResponse {};
struct HasPartitionResponse {};
struct MilvusClientV2;
enum class StatusCode : int {
  OK,
  UNKNOWN_ERROR,
  NOT_SUPPORTED,
  NOT_CONNECTED,
  INVALID_ARGUMENT,
  INVALID_AGUMENT,
  RPC_FAILED,
  SERVER_FAILED,
  TIMEOUT,
  DIMENSION_NOT_EQUAL,
  VECTOR_IS_EMPTY,
  JSON_PARSE_ERROR,
  DATA_UNMATCH_SCHEMA
};
enum class DataType : int {
  UNKNOWN,
  BOOL,
  INT8,
  INT16,
  INT32,
  INT64,
  FLOAT,
  DOUBLE,
  VARCHAR,
  ARRAY,
  JSON,
  GEOMETRY,
  TEXT,
  TIMESTAMPTZ,
  BINARY_VECTOR,
  FLOAT_VECTOR,
  FLOAT16_VECTOR,
  BFLOAT16_VECTOR,
  SPARSE_FLOAT_VECTOR,
  INT8_VECTOR,
  STRUCT
};
struct Field;
using FieldDataPtr = std::shared_ptr<Field>;
template <typename T, DataType Dt> struct FieldData;
using EntityRow = nlohmann::json;
using EntityRows = std::vector<nlohmann::json>;
using FloatVecFieldData = FieldData<std::vector<float>, DataType::FLOAT_VECTOR>;
using SparseFloatVecFieldData = FieldData<std::map<uint32_t, float>, DataType::SPARSE_FLOAT_VECTOR>;
enum class ConsistencyLevel : int { NONE, STRONG, SESSION, BOUNDED, EVENTUALLY };
enum class MetricType : int {
  INVALID,
  DEFAULT,
  L2,
  IP,
  COSINE,
  HAMMING,
  JACCARD,
  MHJACCARD,
  BM25,
  MAX_SIM_COSINE,
  MAX_SIM_IP,
  MAX_SIM_L2,
  MAX_SIM_JACCARD,
  MAX_SIM_HAMMING
};
template <typename T> struct SearchRequestVectorAssigner {};
using SubSearchRequestPtr = std::shared_ptr<SubSearchRequest>;
template <typename T> struct Iterator {};
using QueryIterator = Iterator<QueryResults>;
using SearchIterator = Iterator<SingleResult>;
using QueryIteratorPtr = std::shared_ptr<QueryIterator>;
using SearchIteratorPtr = std::shared_ptr<SearchIterator>;
template <typename T> struct DQLRequestBase;
using GetResponse = QueryResponse;
using HybridSearchResponse = SearchResponse;
template <typename T> struct DMLRequestBase {};
using DeleteResponse = DmlResponse;
struct Status {
  bool IsOk() const;
  StatusCode Code() const;
  const std::string& Message() const;
};
struct ConnectParam {
  ConnectParam();
  ConnectParam(const std::string&);
  ConnectParam(const std::string&, const std::string&);
  ConnectParam(std::string, uint16_t);
  ConnectParam(std::string, uint16_t, const std::string&);
  ConnectParam(std::string, uint16_t, std::string, std::string);
  ConnectParam& WithTls();
  ConnectParam& WithTls(const std::string&, const std::string&);
  ConnectParam& WithTls(const std::string&, const std::string&, const std::string&, const std::string&);
  void SetDbName(const std::string&);
  ConnectParam& WithDbName(const std::string&);
};
struct IDArray {
  const std::vector<int64_t>& IntIDArray() const;
  const std::vector<std::string>& StrIDArray() const;
  uint64_t GetRowCount() const;
};
template <typename T, DataType Dt> struct FieldData {
  using ElementT = T;
  FieldData();
  FieldData(std::string);
  FieldData(std::string, const std::vector<T>&);
  FieldData(std::string, const std::vector<T>&, const std::vector<bool>&);
  FieldData(std::string, std::vector<T>&&);
  FieldData(std::string, std::vector<T>&&, std::vector<bool>&&);
  size_t Count() const;
  const std::vector<T>& Data() const;
  T Value(size_t) const;
};
struct BinaryVecFieldData : FieldData<std::vector<uint8_t>, DataType::BINARY_VECTOR> {
  using ElementT = std::vector<uint8_t>;
};
struct SearchRequestBase {
  const std::string& Filter() const;
  Status SetFilter(std::string);
  Status AddFilterTemplate(std::string, const nlohmann::json&);
  Status SetFilterTemplates(std::unordered_map<std::string, nlohmann::json>&&);
  Status AddBinaryVector(const std::string&);
  Status AddBinaryVector(const BinaryVecFieldData::ElementT&);
  Status AddFloatVector(const FloatVecFieldData::ElementT&);
  Status AddSparseVector(const SparseFloatVecFieldData::ElementT&);
  Status AddSparseVector(const nlohmann::json&);
  Status SetLimit(int64_t);
  Status SetMetricType(::milvus::MetricType);
  Status AddExtraParam(const std::string&, const std::string&);
  Status SetRangeFilter(double);
  Status AddBinaryVector(std::string, const std::string&);
  Status AddBinaryVector(std::string, const BinaryVecFieldData::ElementT&);
  Status AddFloatVector(std::string, const FloatVecFieldData::ElementT&);
  Status AddSparseVector(std::string, const SparseFloatVecFieldData::ElementT&);
  Status AddSparseVector(std::string, const nlohmann::json&);
};
struct SubSearchRequest {
  SubSearchRequest& WithMetricType(::milvus::MetricType);
  SubSearchRequest& WithLimit(int64_t);
  SubSearchRequest& WithFilter(std::string);
};
struct HybridSearchArguments {
  const std::string& DatabaseName() const;
  Status SetDatabaseName(const std::string&);
  const std::string& CollectionName() const;
  Status SetCollectionName(std::string);
  const std::set<std::string>& PartitionNames() const;
  Status AddPartitionName(std::string);
  Status AddOutputField(std::string);
  Status SetLimit(int64_t);
  Status SetOffset(int64_t);
  Status SetConsistencyLevel(const ConsistencyLevel&);
  Status AddSubRequest(const SubSearchRequestPtr&);
  Status SetGroupByField(const std::string&);
  Status AddExtraParam(const std::string&, const std::string&);
};
struct QueryResults {
  FieldDataPtr OutputField(const std::string&) const;
  template <typename T> std::shared_ptr<T> OutputField(const std::string&) const;
  Status OutputRows(EntityRows&) const;
  uint64_t GetRowCount() const;
};
struct SingleResult {
  const std::vector<float>& Scores() const;
  IDArray Ids() const;
  const std::vector<FieldDataPtr>& OutputFields() const;
  FieldDataPtr OutputField(const std::string&) const;
  template <typename T> std::shared_ptr<T> OutputField(const std::string&) const;
  Status OutputRows(EntityRows&) const;
  Status OutputRow(int, EntityRow&) const;
  uint64_t GetRowCount() const;
};
struct SearchResults {
  const std::vector<SingleResult>& Results() const;
};
struct QueryArguments {
  const std::string& DatabaseName() const;
  Status SetDatabaseName(const std::string&);
  const std::string& CollectionName() const;
  Status SetCollectionName(std::string);
  const std::set<std::string>& PartitionNames() const;
  Status AddPartitionName(std::string);
  Status AddOutputField(std::string);
  const std::string& Filter() const;
  Status SetFilter(std::string);
  Status AddFilterTemplate(std::string, const nlohmann::json&);
  Status SetLimit(int64_t);
  Status SetOffset(int64_t);
  Status AddExtraParam(const std::string&, const std::string&);
  Status SetConsistencyLevel(const ConsistencyLevel&);
  Status SetExpression(std::string);
};
struct SearchArguments : SearchRequestBase {
  Status AddFilterTemplate(std::string, const nlohmann::json&);   // declared here itself before the base class took it over
  const std::string& DatabaseName() const;
  Status SetDatabaseName(const std::string&);
  const std::string& CollectionName() const;
  Status SetCollectionName(std::string);
  const std::set<std::string>& PartitionNames() const;
  Status AddPartitionName(std::string);
  Status AddOutputField(std::string);
  Status SetOffset(int64_t);
  Status SetConsistencyLevel(const ConsistencyLevel&);
  Status SetGroupByField(const std::string&);
  Status SetExpression(std::string);
  Status SetTopK(int64_t);
  Status AddTargetVector(std::string, const std::string&);
  Status AddTargetVector(std::string, const std::vector<uint8_t>&);
  Status AddTargetVector(std::string, std::string&&);
  Status AddTargetVector(std::string, const FloatVecFieldData::ElementT&);
  Status AddTargetVector(std::string, FloatVecFieldData::ElementT&&);
};
struct MilvusClient {
  static std::shared_ptr<MilvusClient> Create();
  Status Connect(const ConnectParam&);
  Status Disconnect();
  Status HasCollection(const std::string&, bool&);
  Status DropCollection(const std::string&);
  Status CreatePartition(const std::string&, const std::string&);
  Status DropPartition(const std::string&, const std::string&);
  Status HasPartition(const std::string&, const std::string&, bool&);
  Status UseDatabase(const std::string&);
  Status Insert(const std::string&, const std::string&, const std::vector<FieldDataPtr>&, DmlResults&);
  Status Insert(const std::string&, const std::string&, const EntityRows&, DmlResults&);
  Status Upsert(const std::string&, const std::string&, const std::vector<FieldDataPtr>&, DmlResults&);
  Status Upsert(const std::string&, const std::string&, const EntityRows&, DmlResults&);
  Status Delete(const std::string&, const std::string&, const std::string&, DmlResults&);
  Status Search(const SearchArguments&, SearchResults&);
  Status SearchIterator(SearchIteratorArguments&, SearchIteratorPtr&);
  Status HybridSearch(const HybridSearchArguments&, SearchResults&);
  Status Query(const QueryArguments&, QueryResults&);
  Status QueryIterator(QueryIteratorArguments&, QueryIteratorPtr&);
};
template <typename T> struct DQLRequestBase {
  const std::string& DatabaseName() const;
  void SetDatabaseName(const std::string&);
  T& WithDatabaseName(const std::string&);
  const std::string& CollectionName() const;
  void SetCollectionName(const std::string&);
  T& WithCollectionName(const std::string&);
  const std::set<std::string>& PartitionNames() const;
  void SetPartitionNames(std::set<std::string>&&);
  T& WithPartitionNames(std::set<std::string>&&);
  T& AddPartitionName(const std::string&);
  void SetOutputFields(std::set<std::string>&&);
  T& WithOutputFields(std::set<std::string>&&);
  T& AddOutputField(const std::string&);
  void SetConsistencyLevel(::milvus::ConsistencyLevel);
  T& WithConsistencyLevel(ConsistencyLevel);
};
struct HybridSearchRequest : DQLRequestBase<HybridSearchRequest> {
  HybridSearchRequest& WithSubRequests(std::vector<SubSearchRequestPtr>&&);
  HybridSearchRequest& AddSubRequest(const SubSearchRequestPtr&);
  Status SetLimit(int64_t);
  HybridSearchRequest& WithLimit(int64_t);
  void SetOffset(int64_t);
  HybridSearchRequest& WithOffset(int64_t);
  HybridSearchRequest& AddExtraParam(const std::string&, const std::string&);
  void SetGroupByField(const std::string&);
};
struct QueryRequest : DQLRequestBase<QueryRequest> {
  QueryRequest();
  const std::string& Filter() const;
  void SetFilter(std::string);
  QueryRequest& WithFilter(std::string);
  void SetFilterTemplates(std::unordered_map<std::string, nlohmann::json>&&);
  QueryRequest& AddFilterTemplate(std::string, const nlohmann::json&);
  QueryRequest& WithFilterTemplates(std::unordered_map<std::string, nlohmann::json>&&);
  void SetLimit(int64_t);
  QueryRequest& WithLimit(int64_t);
  void SetOffset(int64_t);
  QueryRequest& WithOffset(int64_t);
  QueryRequest& AddExtraParam(const std::string&, const std::string&);
};
struct SearchRequest : DQLRequestBase<SearchRequest> {
  SearchRequest();
  SearchRequest& WithMetricType(::milvus::MetricType);
  SearchRequest& AddExtraParam(const std::string&, const std::string&);
  SearchRequest& WithLimit(int64_t);
  SearchRequest& WithFilter(std::string);
  SearchRequest& AddFilterTemplate(std::string, const nlohmann::json&);
  SearchRequest& WithFilterTemplates(std::unordered_map<std::string, nlohmann::json>&&);
  void SetOffset(int64_t);
  SearchRequest& WithOffset(int64_t);
  void SetGroupByField(const std::string&);
  SearchRequest& WithRangeFilter(double);
};
struct DeleteRequest {
  DeleteRequest();
  const std::string& Filter() const;
  void SetFilter(const std::string&);
  DeleteRequest& WithFilter(const std::string&);
  DeleteRequest& AddFilterTemplate(std::string, nlohmann::json&&);
  void SetFilterTemplates(std::unordered_map<std::string, nlohmann::json>&&);
  DeleteRequest& WithFilterTemplates(std::unordered_map<std::string, nlohmann::json>&&);
};
struct MilvusClientV2 {
  static std::shared_ptr<MilvusClientV2> Create();
  Status Connect(const ConnectParam&);
  Status Disconnect();
  Status HasCollection(const HasCollectionRequest&, HasCollectionResponse&);
  Status DropCollection(const DropCollectionRequest&);
  Status CreatePartition(const CreatePartitionRequest&);
  Status DropPartition(const DropPartitionRequest&);
  Status HasPartition(const HasPartitionRequest&, HasPartitionResponse&);
  Status UseDatabase(const std::string&);
  Status Delete(const DeleteRequest&, DeleteResponse&);
  Status Search(const SearchRequest&, SearchResponse&);
  Status SearchIterator(SearchIteratorRequest&, SearchIteratorPtr&);
  Status HybridSearch(const HybridSearchRequest&, HybridSearchResponse&);
  Status Query(const QueryRequest&, QueryResponse&);
  Status Get(const GetRequest&, GetResponse&);
  Status QueryIterator(QueryIteratorRequest&, QueryIteratorPtr&);
};
} // namespace milvus
