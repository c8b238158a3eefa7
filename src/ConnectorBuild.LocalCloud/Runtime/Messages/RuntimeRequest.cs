namespace ConnectorBuild.LocalCloud.Runtime.Messages;

/// <summary>A request on its way to the backend, as policies change it.</summary>
internal sealed class RuntimeRequest
{
    /// <summary>The method in capitals.</summary>
    public required string Method { get; set; }

    /// <summary>The method that the client used.</summary>
    public required string OriginalMethod { get; init; }

    /// <summary>Scheme, host and port without a final slash.</summary>
    public required string Host { get; set; }

    /// <summary>The definition's base path with a leading and without a final slash; empty for none.</summary>
    public required string BasePath { get; set; }

    /// <summary>The path behind the base path, percent-encoded.</summary>
    public required string Path { get; set; }

    /// <summary>The query.</summary>
    public required QueryList Query { get; init; }

    /// <summary>Header fields.</summary>
    public HeaderList Headers { get; } = new();

    /// <summary>The body.</summary>
    public MessageBody Body { get; init; } = new([]);

    /// <summary>The values of the path's parameters as they were sent, percent-encoded.</summary>
    public IReadOnlyDictionary<string, string> PathValues { get; init; } = new Dictionary<string, string>();

    /// <summary>The whole address.</summary>
    public string Url => Query.ToString() is { Length: > 0 } query ? $"{Host}{BasePath}{Path}?{query}" : $"{Host}{BasePath}{Path}";
}
