using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using ConnectorBuild.Cloud.Http;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Tests.RealTarget;

/// <summary>
/// A real environment to test against, from the JSON file that <c>CONNECTORBUILD_TEST_TARGET</c> names: <c>tenantId</c>, <c>url</c>, <c>cloud</c>
/// (default <c>Public</c>), <c>clientIdVariable</c> and <c>clientSecretVariable</c> (names of variables, never values). <c>authorityHost</c>,
/// <c>graphUrl</c> and <c>trustedCertificate</c> point the same tests at another local cloud.
/// </summary>
/// <param name="File">The JSON file.</param>
/// <param name="Deployment">The environment.</param>
/// <param name="Credential">Signs in to it.</param>
internal sealed record TestTarget(string File, DeploymentTarget Deployment, TokenCredential Credential)
{
    /// <summary>The variable that names the file.</summary>
    public const string Variable = "CONNECTORBUILD_TEST_TARGET";

    /// <summary>What everything is called that the tests make there.</summary>
    public const string Prefix = "cbtest";

    /// <summary>The target; null where none is named.</summary>
    public static TestTarget? Find() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } file ? Read(file) : null;

    /// <summary>Reads a target.</summary>
    /// <exception cref="InvalidOperationException">The file leaves out a member, or a variable that it names is not set.</exception>
    public static TestTarget Read(string file)
    {
        var json = JsonNode.Parse(
            System.IO.File.ReadAllText(file),
            documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip })!.AsObject();
        var deployment = DeploymentTarget.Resolve(new DeploymentEnvironment
        {
            Name = Prefix,
            Url = Required("url"),
            TenantId = Required("tenantId"),
            Cloud = (string?)json["cloud"] ?? "Public",
            AuthorityHost = (string?)json["authorityHost"],
            GraphUrl = (string?)json["graphUrl"],
            TrustedCertificate = (string?)json["trustedCertificate"],
        });
        var credential = new ClientSecretCredential(
            Required("tenantId"),
            Value(Required("clientIdVariable")),
            Value(Required("clientSecretVariable")),
            new ClientSecretCredentialOptions
            {
                AuthorityHost = deployment.AuthorityHost,
                DisableInstanceDiscovery = !deployment.IsKnownAuthority,
                Transport = new HttpClientTransport(CloudHttp.CreateForTokens(deployment)),
            });
        return new TestTarget(Path.GetFullPath(file), deployment, credential);

        string Required(string name) => (string?)json[name] ?? throw new InvalidOperationException($"{file} leaves out '{name}'.");

        string Value(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value
            ? value
            : throw new InvalidOperationException($"{file} names the variable '{variable}', which is not set.");
    }
}
