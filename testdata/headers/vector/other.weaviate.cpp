#include <weaviate.grpc.pb.h>
