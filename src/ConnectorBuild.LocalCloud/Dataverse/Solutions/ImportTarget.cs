using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Dataverse.Solutions;

/// <summary>Where an import goes, and for whom.</summary>
internal sealed record ImportTarget(CloudState State, DataverseEnvironment Environment, string UserId)
{
    /// <summary>The context in which the platform's own behaviour runs during an import.</summary>
    public DataverseContext Context(bool isManaged) => new(
        null,
        State,
        Environment,
        new CloudRequest
        {
            Method = "IMPORT",
            Path = "/",
            Query = new Dictionary<string, string>(),
            Headers = new Dictionary<string, string>(),
            Body = [],
            BaseUrl = Environment.Url,
        },
        UserId,
        new Dictionary<string, string>())
    {
        IsManagedImport = isManaged,
    };
}

/// <summary>An import that the platform refuses.</summary>
/// <param name="code">The error's code.</param>
/// <param name="message">What it says.</param>
internal sealed class SolutionImportException(uint code, string message) : Exception(message)
{
    /// <summary>The error's code.</summary>
    public int Code { get; } = unchecked((int)code);
}
