using System.Text.Json;

namespace ConnectorBuild.Cloud.Comparison;

/// <summary>Compares an operation that is on both sides.</summary>
internal sealed class OperationComparer(DefinitionView was, DefinitionView becomes, SchemaComparer schemas, DifferenceList found)
{
    private static readonly string[] Texts = ["summary", "description", "externalDocs"];

    private const string Protocol = "x-ms-agentic-protocol";

    private static readonly string[] Structure =
        ["operationId", Protocol, "parameters", "responses", "x-ms-trigger", "x-ms-visibility", "deprecated", .. Texts];

    public void Compare(OperationView a, OperationView b)
    {
        if (a.Route != b.Route)
        {
            // Flows call an operation by its id; the path is the connector's own business.
            found.Add(b.Subject, $"moves from {a.Route} to {b.Route}{(a.Address == b.Address ? "; its address stays" : "")}");
        }

        Parameters(a, b);
        Responses(a, b);
        if (!JsonView.Same(a.Node.Get("x-ms-trigger"), b.Node.Get("x-ms-trigger")))
        {
            found.Add(b.Subject, $"trigger {JsonView.Becomes(a.Node.Get("x-ms-trigger"), b.Node.Get("x-ms-trigger"))}", breaks: true);
        }

        if (!JsonView.Same(a.Node.Get(Protocol), b.Node.Get(Protocol)))
        {
            // An operation that becomes a tool server takes nothing from flows that call it.
            found.Add(
                b.Subject,
                "agent protocol "
                    + $"{JsonView.Becomes(a.Node.Get(Protocol), b.Node.Get(Protocol))}{(a.IsAgentic ? ": agents find their tools by it" : "")}",
                breaks: a.IsAgentic);
        }

        if (a.PathItem.Get("x-ms-notification-content").Exists() || b.PathItem.Get("x-ms-notification-content").Exists())
        {
            schemas.Compare(
                b, "notification", isInput: false, a.PathItem.Get("x-ms-notification-content").Get("schema"), b.PathItem
                    .Get("x-ms-notification-content").Get("schema"));
        }

        foreach (var member in (ReadOnlySpan<string>)["x-ms-visibility", "deprecated"])
        {
            if (!JsonView.Same(a.Node.Get(member), b.Node.Get(member)))
            {
                found.Add(b.Subject, $"{member} {JsonView.Becomes(a.Node.Get(member), b.Node.Get(member))}");
            }
        }

        Others(a, b);
    }

    private void Parameters(OperationView a, OperationView b)
    {
        var (before, after) = (was.ParametersOf(a), becomes.ParametersOf(b));
        foreach (var parameter in before)
        {
            var subject = Name(parameter);
            var now = after.FirstOrDefault(p => Key(p) == Key(parameter));
            if (now.Exists())
            {
                Parameter(b, subject, parameter, now);
            }
            else if (after.FirstOrDefault(p => p.Text("name") == parameter.Text("name")) is var moved && moved.Exists())
            {
                found.Add(b.Subject, $"{subject} moves from {parameter.Text("in")} to {moved.Text("in")}", breaks: true);
            }
            else
            {
                found.Add(b.Subject, $"{subject} is removed", breaks: true);
            }
        }

        foreach (var parameter in after.Where(p => !before.Any(o => Key(o) == Key(p) || o.Text("name") == p.Text("name"))))
        {
            var mustBeGiven = ValueComparer.MustBeGiven(parameter, parameter.Get("required").IsTrue());
            found.Add(b.Subject, $"{Name(parameter)} is added{(mustBeGiven ? " and required: existing flows do not send it" : "")}", mustBeGiven);
        }
    }

    private void Parameter(OperationView operation, string subject, JsonElement a, JsonElement b)
    {
        var (wasRequired, isRequired) = (a.Get("required").IsTrue(), b.Get("required").IsTrue());
        if (wasRequired != isRequired)
        {
            found.Add(
                operation.Subject,
                $"{subject} {(isRequired ? "is required now" : "is no longer required")}",
                !ValueComparer.MustBeGiven(a, wasRequired) && ValueComparer.MustBeGiven(b, isRequired));
        }

        ValueComparer.Compare(a, b, isInput: true, (text, breaks) => found.Add(operation.Subject, $"{subject} {text}", breaks));
        if (a.Get("schema").Exists() || b.Get("schema").Exists())
        {
            schemas.Compare(operation, "body", isInput: true, a.Get("schema"), b.Get("schema"));
        }

        if (a.Get("items").Exists() || b.Get("items").Exists())
        {
            schemas.Compare(operation, $"{subject}[]", isInput: true, a.Get("items"), b.Get("items"));
        }
    }

    private void Responses(OperationView a, OperationView b)
    {
        var (before, after) = (a.Node.Get("responses"), b.Node.Get("responses"));
        foreach (var status in JsonView.Names(before, after).Where(n => !n.StartsWith("x-", StringComparison.Ordinal)))
        {
            var (x, y) = (was.Follow(before.Get(status), "responses"), becomes.Follow(after.Get(status), "responses"));
            if (!y.Exists())
            {
                // What a flow works on is the answer of success; other ones only end it.
                found.Add(b.Subject, $"response {status} is removed", status.StartsWith('2') || (status == "default" && x.Get("schema").Exists()));
            }
            else if (!x.Exists())
            {
                found.Add(b.Subject, $"response {status} is added");
            }
            else
            {
                Response(b, status, x, y);
            }
        }
    }

    private void Response(OperationView operation, string status, JsonElement a, JsonElement b)
    {
        if (a.Get("schema").Exists() || b.Get("schema").Exists())
        {
            schemas.Compare(operation, $"response {status}", isInput: false, a.Get("schema"), b.Get("schema"));
        }

        var others = JsonView.Names(a, b).Where(n => n != "schema" && !JsonView.Same(a.Get(n), b.Get(n))).ToList();
        if (others.Count > 0)
        {
            found.Add(operation.Subject, $"response {status} changes ({JsonView.List(others)})");
        }
    }

    private void Others(OperationView a, OperationView b)
    {
        var changed = JsonView.Names(a.Node, b.Node).Where(n => !JsonView.Same(a.Node.Get(n), b.Node.Get(n))).ToList();
        foreach (var text in changed.Intersect(Texts))
        {
            found.Add(b.Subject, $"{text} {JsonView.Becomes(a.Node.Get(text), b.Node.Get(text))}");
        }

        if (changed.Except(Structure).ToList() is { Count: > 0 } others)
        {
            found.Add(b.Subject, $"settings change ({JsonView.List(others)})");
        }
    }

    private static string Name(JsonElement parameter) =>
        parameter.Text("in") == "body" ? "body" : $"parameter '{parameter.Text("name")}'";

    // There is one body, whatever it is called.
    private static string Key(JsonElement parameter) =>
        parameter.Text("in") == "body" ? "body" : $"{parameter.Text("in")} {parameter.Text("name")}";
}
