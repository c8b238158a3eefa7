using System.Text.Json.Serialization;

namespace OrdersApi;

[JsonConverter(typeof(JsonStringEnumConverter<OrderState>))]
internal enum OrderState
{
    Open,
    Shipped,
}

internal sealed record Address(string Street, string City);

internal sealed record NewOrder(string Customer, string Product, int Quantity, Address? Address);

internal sealed record Order(int Id, string Customer, OrderState State, decimal Amount, Address? Address);
