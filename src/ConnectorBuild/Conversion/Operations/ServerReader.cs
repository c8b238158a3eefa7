using System.Globalization;
using System.Text;
using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Conversion.Objects;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Operations;

/// <summary>Chooses the server of the connector.</summary>
/// <param name="losses">Receives what is left out.</param>
/// <param name="isHostPatched">Whether an environment's patch says the address, so that the document need not be clear about it.</param>
/// <param name="hasProject">Whether there is a project; else the address can be given on the command line.</param>
internal sealed class ServerReader(LossList losses, bool isHostPatched, bool hasProject)
{
    private const int MaxOthers = 6;
    private const string OtherServers = "set \"host\" and \"basePath\" in apiDefinition.{environment}.json where an environment uses another server";

    /// <summary>The server that the connector calls: the first with https; null if the document names none that can be called.</summary>
    /// <param name="root">The document.</param>
    /// <param name="operations">The operations, whose own servers are used where the document has none.</param>
    /// <param name="given">An address that was given beside the document; null if none was.</param>
    public ServerAddress? Choose(SourceNode root, IReadOnlyList<OperationEntry> operations, string? given)
    {
        var servers = Read(root[Keyword.Servers]);
        if (given is not null && ServerAddress.Parse(given, default) is { IsAbsolute: true } other)
        {
            return other;
        }

        if (!servers.Exists(s => s.IsAbsolute))
        {
            servers.AddRange(
                operations.SelectMany(o => Read(o.PathItem[Keyword.Servers]).Concat(Read(o.Operation[Keyword.Servers])))
                    .Where(s => s.IsAbsolute).Take(1));
        }

        var chosen = servers.Find(s => s.IsHttps) ?? servers.Find(s => s.IsAbsolute) ?? servers.FirstOrDefault();
        if (chosen is not null)
        {
            ReportOthers(servers, chosen);
            ReportThisMachine(chosen);
        }

        return chosen;
    }

    /// <summary>How an address is given beside the document, as the end of an advice.</summary>
    public static string HowToGive(bool hasProject) => hasProject
        ? "write \"host\" in apiDefinition.{environment}.json, or give the ConnectorApi item the metadata Server"
        : "give the address to dotnet connector convert by --server";

    /// <summary>The servers of a list whose addresses can be called.</summary>
    public List<ServerAddress> Read(SourceNode list)
    {
        var servers = new List<ServerAddress>();
        foreach (var server in list.Elements)
        {
            if (server[Keyword.Url].Text is not { } url)
            {
                losses.Add(
                    ConversionRules.OtherServers, server, "The server has no \"url\"", "it is left out", "write its address into the document");
                continue;
            }

            var filled = Fill(url, server);
            if (ServerAddress.Parse(filled, server) is { } address)
            {
                servers.Add(address);
            }
            else
            {
                losses.Add(
                    ConversionRules.OtherServers, server[Keyword.Url],
                    OpenVariable(filled) is { } variable
                        ? $"The variable '{ValueText.Shorten(variable)}' of the server {ValueText.Of(server[Keyword.Url])} has no default"
                        : $"The server {ValueText.Of(server[Keyword.Url])} is not an address that can be called",
                    "it is left out",
                    OpenVariable(filled) is null ? OtherServers : "give the variable a default, by an overlay too, or name the server without it");
            }
        }

        return servers;
    }

    private string Fill(string url, SourceNode server)
    {
        foreach (var variable in server["variables"].Members)
        {
            OpenApiObjects.ServerVariable.Report(variable, losses);
            var placeholder = $"{{{variable.Name}}}";
            if (DefaultOf(variable) is { } value && url.Contains(placeholder, StringComparison.Ordinal))
            {
                losses.Add(
                    ConversionRules.ServerVariable, variable,
                    $"Swagger 2.0 has no server variables, and '{ValueText.Shorten(variable.Name)}' has the default "
                        + $"'{ValueText.Shorten(value)}'{Others(variable, value)}",
                    "the default is written", OtherServers);
                // A path is often written as "/{stage}" with the default "/prod".
                url = url.Replace($"/{placeholder}", $"/{value.TrimStart('/')}", StringComparison.Ordinal)
                    .Replace(placeholder, value, StringComparison.Ordinal);
            }
        }

        return url;
    }

    private static string Others(SourceNode variable, string value)
    {
        var others = new List<string>();
        foreach (var other in variable[Keyword.Enum].Elements)
        {
            if (other.Text is { } text && text != value)
            {
                others.Add($"'{ValueText.Shorten(text)}'");
            }
        }

        return others.Count switch
        {
            0 => "",
            > MaxOthers => string.Create(CultureInfo.InvariantCulture, $" and {others.Count} other values"),
            _ => $" and may also be {string.Join(", ", others)}",
        };
    }

    // YAML reads a port as a number.
    private static string? DefaultOf(SourceNode variable)
    {
        var value = variable[Keyword.Default];
        return value.IsNumber || value.IsBoolean ? Encoding.UTF8.GetString(value.Raw) : value.Text;
    }

    private static string? OpenVariable(string url)
    {
        var open = url.IndexOf('{', StringComparison.Ordinal);
        var close = open < 0 ? -1 : url.IndexOf('}', open);
        return close < 0 ? null : url[(open + 1)..close];
    }

    private void ReportOthers(List<ServerAddress> servers, ServerAddress chosen)
    {
        foreach (var other in servers.Where(s => s != chosen && s.ToString() != chosen.ToString()))
        {
            if (!isHostPatched && IsOtherScheme(other, chosen))
            {
                losses.Add(ConversionRules.ServersDiffer, other.Node[Keyword.Url],
                    $"The server '{other}' is '{chosen}' with another scheme, and a connector sends every call, with what signs it in, by one scheme",
                    "nobody but the author can say which is meant",
                    $"remove the server that the connector must not use from the document, or by an overlay, or {HowToGive(hasProject)}");
            }
            else
            {
                losses.Add(
                    ConversionRules.OtherServers, other.Node[Keyword.Url], $"A connector calls one server, and this is '{chosen}'",
                    $"'{other}' is left out", OtherServers);
            }
        }
    }

    private void ReportThisMachine(ServerAddress chosen)
    {
        if (!isHostPatched && chosen.IsThisMachine)
        {
            losses.Add(
                ConversionRules.ServerIsThisMachine, chosen.Node[Keyword.Url],
                $"The server '{chosen}' is the machine that the API was developed on, and the platform calls from its own data centers",
                "it is written all the same, for the local cloud", $"add the API's public address to the document or by an overlay, or {HowToGive(hasProject)}");
        }
    }

    private static bool IsOtherScheme(ServerAddress other, ServerAddress chosen) =>
        other.IsAbsolute && other.Scheme != chosen.Scheme && other.Host == chosen.Host && other.BasePath == chosen.BasePath;
}
