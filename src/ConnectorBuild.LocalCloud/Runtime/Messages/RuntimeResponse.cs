namespace ConnectorBuild.LocalCloud.Runtime.Messages;

/// <summary>An answer on its way to the client, as policies change it.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="body">The body.</param>
internal sealed class RuntimeResponse(int status, byte[] body)
{
    /// <summary>The HTTP status.</summary>
    public int Status { get; set; } = status;

    /// <summary>Header fields.</summary>
    public HeaderList Headers { get; } = new();

    /// <summary>The body.</summary>
    public MessageBody Body { get; } = new(body);

    /// <summary>Whether the status says that the call did what it should.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;
}
