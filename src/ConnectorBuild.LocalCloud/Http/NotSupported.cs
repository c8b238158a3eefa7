namespace ConnectorBuild.LocalCloud.Http;

/// <summary>What a service says of something that it does not do: never a pretended success.</summary>
internal static class NotSupported
{
    /// <summary>The error code in the body.</summary>
    public const string Code = "LocalCloud_NotSupported";

    /// <summary>The sentence in the body.</summary>
    public static string Message(string operation) =>
        $"The local cloud does not support {operation}. Nothing was changed. docs/local-cloud.md lists what it supports.";
}
