namespace ConnectorBuild.Cloud.Http;

/// <summary>What a request asks of a service: its time and its tries depend on this.</summary>
internal enum RequestKind
{
    /// <summary>Reads; doing it twice does the same.</summary>
    Read,

    /// <summary>Changes something.</summary>
    Write,

    /// <summary>Sends a whole package.</summary>
    Upload,

    /// <summary>Asks for a token.</summary>
    Token,

    /// <summary>Calls an API through a connector: whatever comes is the API's answer.</summary>
    Call,
}
