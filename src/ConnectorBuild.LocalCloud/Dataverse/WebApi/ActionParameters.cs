using ConnectorBuild.LocalCloud.Http;

namespace ConnectorBuild.LocalCloud.Dataverse.WebApi;

/// <summary>Parameters of actions and functions.</summary>
internal static class ActionParameters
{
    /// <summary>An action; its body may have the parameters that the real action has, and only those that are modelled are done.</summary>
    /// <param name="name">The action's name.</param>
    /// <param name="parameters">The parameters that are done, with commas.</param>
    /// <param name="elsewhere">The parameters that the real action has besides, with commas.</param>
    /// <param name="handle">Does it.</param>
    /// <param name="support">How far it goes; Markdown.</param>
    /// <param name="evidence">On what evidence; Markdown.</param>
    public static Operation<DataverseContext> Action(
        string name, string parameters, string elsewhere, Func<DataverseContext, CloudResponse> handle, string support, string evidence)
    {
        var (known, others) = (Split(parameters), Split(elsewhere));
        return new("POST", "/" + name, context =>
        {
            if (context.Request.Body.Length > 0)
            {
                Check(context, name, known, others);
            }

            return handle(context);
        }, support, evidence);
    }

    /// <summary>The values of a function's parameters, with those of aliases (<c>@p1</c>) in their place.</summary>
    public static IReadOnlyDictionary<string, string> Resolve(CloudRequest request, IReadOnlyDictionary<string, string> route)
    {
        if (!route.Values.Any(v => v.StartsWith('@')))
        {
            return route;
        }

        return route.ToDictionary(r => r.Key, r => !r.Value.StartsWith('@') ? r.Value
            : request.Query.TryGetValue(r.Value, out var value) ? Plain(value)
            : throw new DataverseError(400, "0x80060888", $"The parameter alias '{r.Value}' has no value in the query.").ToFailure(request));
    }

    private static void Check(DataverseContext context, string action, string[] known, string[] elsewhere)
    {
        var unknown = context.Body().Select(p => p.Key)
            .FirstOrDefault(
                k => !known.Contains(k) && !k.StartsWith("@odata.", StringComparison.Ordinal)
                    && !k.EndsWith("@odata.type", StringComparison.Ordinal));
        if (unknown is not null)
        {
            throw elsewhere.Contains(unknown)
                ? context.NotSupported($"the parameter '{unknown}' of {action}")
                : context.Refuse(
                    DataverseError.BadRequest(
                        $"The parameter '{unknown}' in the request payload is not a valid parameter for the operation '{action}'."));
        }
    }

    private static string Plain(string value) =>
        value.Length >= 2 && value[0] == '\'' && value[^1] == '\'' ? value[1..^1].Replace("''", "'", StringComparison.Ordinal) : value;

    private static string[] Split(string names) => names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
