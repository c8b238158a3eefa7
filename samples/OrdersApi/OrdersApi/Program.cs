using OrdersApi;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddOpenApi();

var app = builder.Build();
app.MapOpenApi();

app.MapGet("/orders", (string customer, OrderState? state) => new[] { new Order(1, customer, state ?? OrderState.Open, 12.5m, null) })
    .WithName("ListOrders")
    .WithSummary("List orders")
    .WithDescription("Lists the orders of a customer, the newest first.")
    .WithTags("orders");

app.MapGet("/orders/{id}", (int id) => new Order(id, "C-1042", OrderState.Open, 12.5m, new Address("Main Street 1", "Fabrikam City")))
    .WithName("GetOrder")
    .WithSummary("Get an order")
    .WithDescription("Gets an order by its number.")
    .WithTags("orders");

app.MapPost("/orders", (NewOrder order) => TypedResults.Created("/orders/2", new Order(2, order.Customer, OrderState.Open, 0m, order.Address)))
    .WithName("PlaceOrder")
    .WithSummary("Place an order")
    .WithDescription("Places an order for a customer and answers with its number.")
    .WithTags("orders");

app.MapDelete("/administration/orders", () => TypedResults.NoContent())
    .WithName("DeleteAllOrders")
    .WithTags("administration");

app.Run();
