using System.ComponentModel;
using ModelContextProtocol.Server;

/// <summary>What an agent can do. The descriptions are all that the agent knows of a tool.</summary>
[McpServerToolType]
internal sealed class OrderTools
{
    private static readonly Order[] Orders = [new(1, "C-1042"), new(2, "C-7")];

    /// <summary>The orders of a customer.</summary>
    [McpServerTool(Name = "list_orders", ReadOnly = true), Description("Lists the orders of a customer.")]
    public static IEnumerable<Order> ListOrders([Description("The number of the customer, for example C-1042.")] string customer) =>
        Orders.Where(order => order.Customer == customer);
}

/// <summary>An order.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Customer">The number of the customer.</param>
internal sealed record Order(int Id, string Customer);
