using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Conversion.Objects;
using ConnectorBuild.Conversion.Schemas;
using ConnectorBuild.Conversion.SignIn;
using ConnectorBuild.Conversion.Sources;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Operations;

/// <summary>Converts one operation.</summary>
internal sealed class OperationConverter(
    OpenApiSources sources, SchemaConverter schemas, SignInConverter signIn, LossList losses, bool hasDelete)
{
    private readonly BodyConverter _bodies = new(sources, schemas, losses);
    private readonly ResponseConverter _responses = new(sources, schemas, losses);
    private readonly CallbackConverter _callbacks = new(sources, schemas, losses, hasDelete);

    /// <summary>Converts an operation.</summary>
    /// <param name="entry">The operation.</param>
    /// <param name="path">Its path.</param>
    /// <param name="parameters">The parameters of the path and of its operations.</param>
    /// <param name="pathItem">The path in the converted document, which receives what is sent to a trigger.</param>
    public DraftObject Convert(OperationEntry entry, PathVariables path, PathParameters parameters, DraftObject pathItem)
    {
        var operation = entry.Operation;
        var draft = new DraftObject(entry.Member);
        OperationShape.Check(sources, operation, losses);
        WriteTags(operation[Keyword.Tags], draft);

        foreach (var text in (ReadOnlySpan<string>)["summary", "description"])
        {
            draft.SetCopy(text, operation[text].IsString ? operation[text] : default);
        }

        Addresses.CopyDocs(operation[Keyword.ExternalDocs], draft, losses);
        draft.Set("operationId", entry.Id, operation[Keyword.OperationId] is { Exists: true } id ? id : entry.Member);
        var own = Parameters(entry, path, parameters, out var consumes);
        var notification = _callbacks.Convert(entry, own, !pathItem.Has("x-ms-notification-content"));
        var (responses, produces) = _responses.Convert(operation, operation[Keyword.Responses], PascalCase.Of(entry.Id) + "Response");
        SetUnlessEmpty(draft, "consumes", consumes);
        SetUnlessEmpty(draft, "produces", produces);
        if (own.Count > 0)
        {
            var list = new DraftList(operation[Keyword.Parameters]);
            list.Items.AddRange(own);
            draft.Set("parameters", list, operation[Keyword.Parameters] is { Exists: true } given ? given : entry.Member);
        }

        draft.Set("responses", responses, operation[Keyword.Responses] is { Exists: true } answers ? answers : entry.Member);
        draft.SetCopy("deprecated", operation[Keyword.Deprecated].IsBoolean ? operation[Keyword.Deprecated] : default);
        if (signIn.SecurityOf(operation, entry.Label) is { } security)
        {
            draft.Set("security", security, operation[Keyword.Security]);
        }

        CopyExtensions(operation, draft);
        if (notification is not null)
        {
            pathItem.Set("x-ms-notification-content", notification);
            draft.Set("x-ms-trigger", draft["x-ms-trigger"] ?? Draft.Text("single", entry.Member));
        }

        OpenApiObjects.Operation.Report(operation, losses);
        return draft;
    }

    /// <summary>Copies extensions; what is sent to a webhook is a schema of OpenAPI 3 and is converted.</summary>
    public void CopyExtensions(SourceNode holder, DraftObject draft)
    {
        foreach (var member in holder.Members)
        {
            if (member.Keyword == Keyword.XMsNotificationContent && member.IsObject)
            {
                var content = new DraftObject(member);
                content.SetCopy("description", member[Keyword.Description].IsString ? member[Keyword.Description] : default);
                if (member[Keyword.Schema].IsObject)
                {
                    content.Set("schema", schemas.Convert(member[Keyword.Schema], new SchemaPlace("Notification")), member[Keyword.Schema]);
                }

                schemas.Extensions.Copy(member, content);
                draft.Set(member.Name, content, member);
            }
            else if (member.RawName.StartsWith("x-"u8))
            {
                schemas.Extensions.CopyOne(member, draft);
            }
        }
    }

    private void WriteTags(SourceNode tags, DraftObject draft)
    {
        if (!tags.IsArray)
        {
            return;
        }

        var list = new DraftList(tags);
        foreach (var tag in tags.Elements)
        {
            OperationShape.RequireText(tag, "A tag of an operation must be a text", losses);
            if (tag.IsString)
            {
                list.Items.Add(Draft.Copy(tag));
            }
        }

        draft.Set("tags", list, tags);
    }

    private List<DraftObject> Parameters(OperationEntry entry, PathVariables path, PathParameters parameters, out DraftList? consumes)
    {
        var shared = parameters.Shared;
        var own = parameters.Of(entry);
        var described = own.Concat(shared).Where(p => DraftView.TextOf(p["in"]) == "path").Select(p => DraftView.TextOf(p["name"])).ToHashSet();
        foreach (var variable in path.Names)
        {
            var shown = path.Renamed.GetValueOrDefault(variable, variable);
            if (!described.Contains(shown))
            {
                own.Add(new DraftObject(entry.Member).Set("name", shown, entry.Member).Set("in", "path", entry.Member)
                    .Set("required", Draft.Boolean(true, entry.Member)).Set("type", "string", entry.Member));
                losses.Add(
                    ConversionRules.PathChanged, entry.Member,
                    $"The variable '{ValueText.Shorten(variable)}' of the path has no parameter, and the platform demands one",
                    "a text parameter is added", "describe the parameter in the document");
            }
        }

        consumes = null;
        if (entry.Operation["requestBody"] is { Exists: true } body)
        {
            var taken = own.Concat(shared).Select(p => DraftView.TextOf(p["name"])!).ToHashSet(StringComparer.OrdinalIgnoreCase);
            (var sent, consumes) = _bodies.Convert(body, entry, taken);
            own.AddRange(sent);
        }

        return own;
    }

    private static void SetUnlessEmpty(DraftObject draft, string name, DraftList? list)
    {
        if (list is { Items.Count: > 0 })
        {
            draft.Set(name, list);
        }
    }
}
