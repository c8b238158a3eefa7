using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Conversion.Objects;
using ConnectorBuild.Conversion.Operations;
using ConnectorBuild.Conversion.Schemas;
using ConnectorBuild.Conversion.Selection;
using ConnectorBuild.Conversion.SignIn;
using ConnectorBuild.Conversion.Sources;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion;

/// <summary>Converts a document whose overlays have been applied.</summary>
internal sealed class DocumentConverter(OpenApiSources sources, ConversionOptions options, LossList losses, CancellationToken cancellationToken)
{
    private readonly SourceNode _root = sources.Main.Document.Root;

    public int OperationCount { get; private set; }

    public int ConvertedCount { get; private set; }

    /// <summary>The connection parameters that the sign-in needs; null if none.</summary>
    public DraftObject? ConnectionParameters { get; private set; }

    /// <summary>Converts the document; null if it cannot be.</summary>
    public DraftObject? Convert()
    {
        var operations = new OperationReader(sources, losses).Read();
        OperationCount = operations.Count;
        if (_root[Keyword.Paths] is { Exists: true, IsObject: false } shapeless)
        {
            losses.Add(
                ConversionRules.Malformed, shapeless, $"\"paths\" must be an object but is {ValueText.Of(shapeless)}", "it cannot be converted",
                "name each path in it, with its operations in braces");
            return null;
        }

        if (operations.Count == 0)
        {
            losses.Add(
                ConversionRules.NoPaths, _root[Keyword.Paths] is { Exists: true } paths ? paths : _root,
                "The document has no operations under \"paths\"", "there is nothing to make a connector of",
                "add paths; of \"webhooks\", triggers can be made by an overlay");
            return null;
        }

        var names = new OperationNames(losses);
        names.Assign(operations);
        var selected = OperationSelection.Select(operations, options.Filters, _root[Keyword.Paths], losses);
        if (selected.Count == 0)
        {
            return null;
        }

        names.Report(selected);
        var budget = new ConversionBudget(sources.NodeCount, losses, cancellationToken);
        var schemas = new SchemaConverter(sources, losses, budget);
        var signIn = SignIn(schemas, selected);
        var servers = new ServerReader(losses, options.IsHostPatched, options.HasProject);
        var server = servers.Choose(_root, selected, options.Server);
        var parameters = new ParameterConverter(sources, schemas, losses);
        var converter = new OperationConverter(
            sources, schemas, signIn, losses, hasDelete: selected.Exists(o => o.Method == "delete"));
        var converted = new PathsConverter(converter, parameters, servers, losses).Convert(_root[Keyword.Paths], selected, server, cancellationToken);
        ConvertedCount = converted.Members.Sum(
            p => ((DraftObject)p.Value).Members.Count(m => m.Value is DraftObject && !m.Name.StartsWith("x-", StringComparison.Ordinal)));
        schemas.Extensions.Copy(_root[Keyword.Paths], converted);
        var definitions = DefinitionsConverter.Convert(schemas, converted, _root[Keyword.Components]["schemas"], losses);
        signIn.ReportAlternatives();
        ConnectionParameters = signIn.ConnectionParameters;
        return budget.IsExhausted ? null : Document(converted, definitions, signIn, schemas, server, selected);
    }

    private SignInConverter SignIn(SchemaConverter schemas, List<OperationEntry> selected)
    {
        var isEntra = options.Resource is not null || AuthorSignIn.IsEntra(options.Properties);
        var reader = new SchemeReader(sources, schemas.Extensions, isEntra);
        var signIn = new SignInConverter(reader, _root[Keyword.Components]["securitySchemes"], losses, options.Resource, options.Scopes,
            AuthorSignIn.Exists(options.Properties));
        signIn.Choose(_root, [.. selected.Select(o => o.Operation)]);
        return signIn;
    }

    private DraftObject Document(
        DraftObject paths, DraftObject definitions, SignInConverter signIn, SchemaConverter schemas, ServerAddress? server,
        List<OperationEntry> selected)
    {
        var document = new DraftObject(_root);
        document.Set("swagger", "2.0", _root[Keyword.Openapi]);
        document.Set("info", InfoConverter.Convert(_root, schemas.Extensions, losses), _root[Keyword.Info]);
        WriteServer(server, document);
        document.Set("paths", paths, _root[Keyword.Paths]);
        if (definitions.Count > 0)
        {
            document.Set("definitions", definitions, _root[Keyword.Components]["schemas"]);
        }

        if (signIn.Definitions is { } schemes)
        {
            document.Set("securityDefinitions", schemes);
            document.Set("security", signIn.Security!);
        }

        if (TagConverter.Convert(_root[Keyword.Tags], selected, isAll: options.Filters.Count == 0, losses) is { Items.Count: > 0 } tags)
        {
            document.Set("tags", tags);
        }

        Addresses.CopyDocs(_root[Keyword.ExternalDocs], document, losses);
        schemas.Extensions.Copy(_root, document);
        ReportRest();
        return document;
    }

    private void WriteServer(ServerAddress? server, DraftObject document)
    {
        var origin = server?.Node.Exists == true ? server.Node : _root[Keyword.Servers] is { Exists: true } servers ? servers : _root;
        if (server is { IsAbsolute: true })
        {
            document.Set("host", server.Host, origin).Set("basePath", server.BasePath.Length == 0 ? "/" : server.BasePath, origin);
            document.Set("schemes", DraftList.Texts([server.Scheme], origin));
            return;
        }

        if (server is not null)
        {
            document.Set("basePath", server.BasePath.Length == 0 ? "/" : server.BasePath, origin);
            document.Set("schemes", DraftList.Texts(["https"], origin));
        }

        if (!options.IsHostPatched)
        {
            losses.Add(ConversionRules.NoServer, origin, server is null ? "The document names no server that can be called" : $"The server '{server}' has no host", "the connector would not know whom to call",
                $"add a server with https to the document or by an overlay, or {ServerReader.HowToGive(options.HasProject)}");
        }
    }

    private void ReportRest()
    {
        foreach (var webhook in _root["webhooks"].Members)
        {
            losses.Add(ConversionRules.WebhookLost, webhook, $"The webhook '{ValueText.Shorten(webhook.Name)}' names no operation by "
                + $"which a flow subscribes to it", "it is left out",
                "mark the operation that subscribes as a trigger by an overlay (\"x-ms-trigger\", \"x-ms-notification-content\", "
                    + "\"x-ms-notification-url\")");
        }

        OpenApiObjects.Document.Report(_root, losses);
        OpenApiObjects.Components.Report(_root[Keyword.Components], losses);
        foreach (var server in _root[Keyword.Servers].Elements)
        {
            OpenApiObjects.Server.Report(server, losses);
        }
    }
}
