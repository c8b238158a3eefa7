namespace ConnectorBuild.LocalCloud.OData;

/// <summary>The filter is not one that the local cloud understands.</summary>
/// <param name="detail">What exactly, for a sentence that begins with "$filter with".</param>
internal sealed class FilterException(string detail) : Exception(detail);
