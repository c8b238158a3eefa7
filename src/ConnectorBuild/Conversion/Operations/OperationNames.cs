using System.Globalization;
using System.Text;
using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Conversion.Schemas;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Operations;

/// <summary>
/// Gives every operation an operationId of its own. Flows refer to operations by it, so a name that is made depends on method and path alone
/// wherever it can; what the document names keeps its name.
/// </summary>
internal sealed class OperationNames(LossList losses)
{
    // So many made names show how they are made.
    private const int MaxNamed = 5;

    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<OperationEntry> _written = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<OperationEntry> _made = new(ReferenceEqualityComparer.Instance);

    /// <summary>Names all operations; those that the platform cannot be given come last, so that they take no name from the others.</summary>
    public void Assign(IReadOnlyList<OperationEntry> operations)
    {
        _written.UnionWith(WrittenOperations.Of(operations));
        Assign(operations.Where(_written.Contains).ToList(), isReported: true);
        Assign(operations.Where(o => !_written.Contains(o)).ToList(), isReported: false);
    }

    private void Assign(List<OperationEntry> operations, bool isReported)
    {
        var unnamed = new List<OperationEntry>();
        foreach (var operation in operations)
        {
            if (operation.Operation[Keyword.OperationId].Text is { } id && !string.IsNullOrWhiteSpace(id) && _taken.Add(id))
            {
                operation.Id = id;
            }
            else
            {
                unnamed.Add(operation);
            }
        }

        foreach (var operation in unnamed.OrderBy(o => o.Path, StringComparer.Ordinal).ThenBy(o => o.Method, StringComparer.Ordinal))
        {
            Name(operation, isReported);
        }
    }

    /// <summary>Says once how many of the operations have a name that was made, at the first of them.</summary>
    public void Report(IEnumerable<OperationEntry> selected)
    {
        var made = selected.Where(o => _made.Contains(o) && _written.Contains(o)).ToList();
        if (made.Count == 0)
        {
            return;
        }

        var names = string.Join(", ", made.Take(MaxNamed).Select(o => $"{o.Label} is '{o.Id}'"));
        var more = made.Count > MaxNamed ? string.Create(CultureInfo.InvariantCulture, $" and {made.Count - MaxNamed:N0} more") : "";
        losses.Add(ConversionRules.OperationIdMade, made[0].Member,
            made.Count == 1
                ? $"{made[0].Label} has no operationId, which the platform demands"
                : string.Create(
                    CultureInfo.InvariantCulture, $"{made.Count:N0} operations have no operationId, which the platform demands"),
            made.Count == 1 ? $"it is called '{made[0].Id}'" : $"names are made from method and path: {names}{more}",
            "give operations an operationId, so that flows still find them when a path changes");
    }

    /// <summary>The name made from method and path: <c>GET /orders/{id}</c> is <c>GetOrdersById</c>.</summary>
    public static string Make(string method, string path)
    {
        var name = new StringBuilder(PascalCase.Of(method));
        foreach (var (text, isVariable) in PathVariables.Split(path))
        {
            name.Append(isVariable ? "By" : "").Append(PascalCase.Of(AsciiText.Of(isVariable ? PathVariables.Undecorated(text) : text)));
        }

        return name.Length == method.Length ? $"{name}Root" : name.ToString();
    }

    private void Name(OperationEntry operation, bool isReported)
    {
        var given = operation.Operation[Keyword.OperationId];
        var made = Make(operation.Method, operation.Path);
        operation.Id = Unique(made, operation);
        if (!isReported)
        {
            return;
        }

        if (given.IsString && !given.IsBlank)
        {
            losses.Add(ConversionRules.OperationIdCollision, given, $"The operationId {ValueText.Of(given)} is used twice (the "
                + "platform does not tell upper from lower case)",
                $"{operation.Label} is called '{operation.Id}'", "give each operation an operationId of its own");
        }
        else if (operation.Id != made)
        {
            losses.Add(ConversionRules.OperationIdCollision, operation.Member, $"{operation.Label} has no operationId, and the name "
                + $"made for it, '{made}', is that of another operation",
                $"it is called '{operation.Id}'", "give the operation an operationId, because this name can change when operations are added");
        }
        else
        {
            _made.Add(operation);
        }
    }

    private string Unique(string made, OperationEntry operation)
    {
        if (_taken.Add(made))
        {
            return made;
        }

        var longer = made + PascalCase.Of(ParameterOf(operation));
        if (longer != made && _taken.Add(longer))
        {
            return longer;
        }

        for (var number = 2; ; number++)
        {
            var numbered = string.Create(CultureInfo.InvariantCulture, $"{longer}{number}");
            if (_taken.Add(numbered))
            {
                return numbered;
            }
        }
    }

    private static string ParameterOf(OperationEntry operation)
    {
        if (PathVariables.Parse(operation.Path).Names is [.., var variable])
        {
            return variable;
        }

        foreach (var parameter in operation.Operation[Keyword.Parameters].Elements)
        {
            if (parameter[Keyword.Name].Text is { } name)
            {
                return name;
            }
        }

        return "";
    }
}
