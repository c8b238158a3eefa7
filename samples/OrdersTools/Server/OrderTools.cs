using System.ComponentModel;
using ModelContextProtocol.Server;

namespace OrdersTools;

/// <summary>What an agent can do with orders. Copilot Studio reads one type for each value, and no references.</summary>
[McpServerToolType]
public sealed class OrderTools(IHttpContextAccessor http)
{
    [McpServerTool(Name = "get_order", ReadOnly = true), Description("Gets the state of an order by its number.")]
    public static string GetOrder([Description("The order's number.")] int number) => $"Order {number} is open.";

    [McpServerTool(Name = "who_am_i", ReadOnly = true), Description("Says as whom the tools run.")]
    public string WhoAmI() => http.HttpContext?.User.FindFirst("preferred_username")?.Value ?? "nobody";
}
