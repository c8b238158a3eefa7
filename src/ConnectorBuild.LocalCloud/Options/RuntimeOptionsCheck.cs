namespace ConnectorBuild.LocalCloud.Options;

/// <summary>What is wrong with the options for calls.</summary>
internal static class RuntimeOptionsCheck
{
    /// <summary>The first problem as a text that continues "The options file"; null without one.</summary>
    public static string? Problem(LocalCloudOptions options)
    {
        var runtime = options.Runtime;
        return options.AllowedHosts.FirstOrDefault(h => Uri.CheckHostName(h) == UriHostNameType.Unknown) is { } host
                ? $"has '{host}' in allowedHosts, which is not a host name; write the name alone, such as \"orders.contoso.com\""
            : runtime.Backends.FirstOrDefault(b => !IsWebAddress(b.Value)) is { Key: { } name } backend
                ? $"names '{backend.Value}' in runtime.backends for '{name}', which is not a web address such as \"http://localhost:5080\""
            : runtime.ScriptTimeLimit <= TimeSpan.Zero || runtime.BackendTimeLimit <= TimeSpan.Zero || runtime.RequestsPerMinute < 1
                || runtime.MessageSizeLimit < 1
                ? "has a limit in runtime that is not greater than zero"
            : null;
    }

    private static bool IsWebAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.AbsolutePath == "/";
}
