def test_world(world):
    print(world.uppsala.named)
