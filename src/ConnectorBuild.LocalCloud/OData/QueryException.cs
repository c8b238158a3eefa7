namespace ConnectorBuild.LocalCloud.OData;

/// <summary>A query that is not answered: the real service would refuse it, or the local cloud does not do it.</summary>
internal sealed class QueryException : Exception
{
    private QueryException(string message, bool isInvalid)
        : base(message) => IsInvalid = isInvalid;

    /// <summary>Whether the real service refuses it; else it is not modelled, and the message is its name.</summary>
    public bool IsInvalid { get; }

    /// <summary>The query is wrong; the text is the service's.</summary>
    public static QueryException Invalid(string message) => new(message, isInvalid: true);

    /// <summary>The query is right, and the local cloud does not do it.</summary>
    public static QueryException NotModelled(string name) => new(name, isInvalid: false);
}
