#include <qdrant.grpc.pb.h>
#include <qdrant/qdrant_client.h>
