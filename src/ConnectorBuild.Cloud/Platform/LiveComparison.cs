using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ConnectorBuild.Cloud.Comparison;
using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Platform;

/// <summary>
/// What makers have, beside what was saved. The documented answer has texts and times; a definition is compared where an answer contains
/// one.
/// </summary>
/// <param name="Compared">What both sides say something of.</param>
/// <param name="Missing">Where makers have something else, in the author's terms.</param>
internal sealed record LiveComparison(ImmutableArray<string> Compared, ImmutableArray<string> Missing)
{
    /// <summary>Whether the answer contains a definition.</summary>
    public bool HasOperations { get; private init; }

    private const string ConnectionId = "connectionId";

    /// <summary>Compares a saved connector with the <c>properties</c> of the platform's answer.</summary>
    public static LiveComparison Of(SavedConnector saved, JsonElement properties)
    {
        var (compared, missing) = (ImmutableArray.CreateBuilder<string>(), ImmutableArray.CreateBuilder<string>());
        Text("display name", saved.DisplayName, properties.Get("displayName"), StringComparison.Ordinal);
        Text("description", saved.Description, properties.Get("description"), StringComparison.Ordinal);
        Text("brand colour", saved.BrandColor, properties.Get("iconBrandColor"), StringComparison.OrdinalIgnoreCase);
        var hasOperations = properties.Get("swagger").ValueKind == JsonValueKind.Object && saved.Definition is not null;
        if (hasOperations)
        {
            Definition(JsonView.Parse(saved.Definition), properties.Get("swagger"), properties, compared, missing);
        }

        return new LiveComparison(compared.ToImmutable(), missing.ToImmutable()) { HasOperations = hasOperations };

        // What the platform leaves out was not compared; white space is its own.
        void Text(string what, string? sent, JsonElement there, StringComparison comparison)
        {
            if (sent is null || there.Text() is not { } text)
            {
                return;
            }

            compared.Add(what);
            if (!string.Equals(sent.Trim(), text.Trim(), comparison))
            {
                missing.Add($"the {what} is still {there.Show()}");
            }
        }
    }

    private static void Definition(
        JsonElement sent, JsonElement there, JsonElement properties, ImmutableArray<string>.Builder compared, ImmutableArray<string>.Builder missing)
    {
        var (was, live) = (new DefinitionView(sent), new DefinitionView(there));
        var operations = live.Operations.GroupBy(o => o.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        compared.Add(string.Create(CultureInfo.InvariantCulture, $"{was.Operations.Count} operations with their parameters"));
        foreach (var operation in was.Operations)
        {
            if (!operations.Remove(operation.Key, out var found))
            {
                missing.Add($"{operation.Subject} is missing");
                continue;
            }

            if (Route(operation) != Route(found))
            {
                missing.Add($"{operation.Subject} is still {found.Method.ToUpperInvariant()} {Path(found)}");
            }

            var (wanted, has) = (Parameters(was, operation), Parameters(live, found));
            missing.AddRange(wanted.Except(has).Select(p => $"{operation.Subject} lacks parameter '{p.Name}' in {p.In}"));
            missing.AddRange(has.Except(wanted).Select(p => $"{operation.Subject} still has parameter '{p.Name}' in {p.In}"));
        }

        missing.AddRange(operations.Values.Select(o => $"{o.Subject} is still there"));
        Host(sent, there, properties, compared, missing);
    }

    // The platform's own definition names the gateway; only where it names another host is that the connector's.
    private static void Host(
        JsonElement sent, JsonElement there, JsonElement properties, ImmutableArray<string>.Builder compared, ImmutableArray<string>.Builder missing)
    {
        if (sent.Text("host") is not { } wanted || there.Text("host") is not { } host
            || wanted.Contains("@environmentVariables", StringComparison.OrdinalIgnoreCase) || IsGateway(host, properties))
        {
            return;
        }

        compared.Add("host");
        var (saved, found) = (wanted + BasePath(sent), host + BasePath(there));
        if (!string.Equals(saved, found, StringComparison.OrdinalIgnoreCase))
        {
            missing.Add($"the host is still '{SafeText.OneLine(found)}'");
        }
    }

    private static bool IsGateway(string host, JsonElement properties) =>
        host.EndsWith(".azure-apim.net", StringComparison.OrdinalIgnoreCase)
        || properties.Get("runtimeUrls").Elements().Append(properties.Get("primaryRuntimeUrl"))
            .Any(u => Uri.TryCreate(u.Text(), UriKind.Absolute, out var url) && string.Equals(url.Authority, host, StringComparison.OrdinalIgnoreCase));

    private static string BasePath(JsonElement definition) => (definition.Text("basePath") ?? "").TrimEnd('/');

    // The platform puts the connection before every path.
    private static string Path(OperationView operation) =>
        operation.Path.StartsWith($"/{{{ConnectionId}}}", StringComparison.OrdinalIgnoreCase)
            ? operation.Path[(ConnectionId.Length + 3)..] is { Length: > 0 } rest ? rest : "/"
            : operation.Path;

    private static string Route(OperationView operation) => $"{operation.Method} {Path(operation).TrimEnd('/')}";

    private static List<(string Name, string In)> Parameters(DefinitionView view, OperationView operation) =>
    [
        .. view.ParametersOf(operation)
            .Select(p => (Name: p.Text("name") ?? "", In: p.Text("in") ?? ""))
            .Where(p => p.In != "path" || !string.Equals(p.Name, ConnectionId, StringComparison.OrdinalIgnoreCase)),
    ];
}
