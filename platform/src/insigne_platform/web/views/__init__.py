"""The pages' views: read the request, call one service, show what it answered."""
