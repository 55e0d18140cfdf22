<?php
// What is there, as JSON: `items` as a manifest has them, by WordPress's own numbers, each with its guid and `content` in
// place of the digests; `terms` and `menus` besides. Types that visitors cannot see and menu items are no items.
require ABSPATH . 'wp-load.php';
wp_set_current_user(1);

function path(WP_Post $post): string
{
    $link = get_permalink($post);
    if (parse_url($link, PHP_URL_QUERY) || (int) get_option('page_on_front') === $post->ID) { // drafts; the front page
        return '/' . urldecode(get_page_uri($post)) . '/';
    }
    return rawurldecode(parse_url($link, PHP_URL_PATH));
}

function slugs(WP_Post $post): object
{
    $terms = [];
    foreach (get_object_taxonomies($post) as $taxonomy) {
        foreach (get_the_terms($post, $taxonomy) ?: [] as $term) {
            $terms[$taxonomy][] = urldecode($term->slug);
        }
    }
    return (object) $terms;
}

function item(WP_Post $post): array
{
    return [
        'id' => (string) $post->ID,
        'type' => $post->post_type,
        'path' => $post->post_name === '' ? null : path($post),
        'parent' => $post->post_parent ? (string) $post->post_parent : null,
        'status' => $post->post_status,
        'date' => $post->post_date,
        'title' => $post->post_title,
        'terms' => slugs($post),
        'content' => $post->post_content,
        'guid' => $post->guid,
        'url' => $post->post_type === 'attachment' ? wp_get_attachment_url($post->ID) ?: null : null,
    ];
}

function term(WP_Term $term): array
{
    $parent = $term->parent ? get_term($term->parent)->slug : null;
    return ['taxonomy' => $term->taxonomy, 'slug' => urldecode($term->slug), 'name' => html_entity_decode($term->name, ENT_QUOTES), 'parent' => $parent];
}

function menu_item(object $item): array
{
    return [
        'id' => (string) $item->ID,
        'parent' => $item->menu_item_parent ? (string) $item->menu_item_parent : null,
        'title' => $item->title,
        'url' => $item->url,
        'type' => $item->type,
        'object' => $item->object,
        'object_id' => (string) $item->object_id,
    ];
}

$posts = get_posts([
    'post_type' => array_values(get_post_types(['public' => true])),
    'post_status' => array_values(array_diff(get_post_stati(), ['auto-draft'])),
    'numberposts' => -1,
    'orderby' => 'ID',
    'order' => 'ASC',
]);
$menus = [];
foreach (wp_get_nav_menus() as $menu) {
    $menus[] = ['slug' => urldecode($menu->slug), 'name' => $menu->name, 'items' => array_map('menu_item', wp_get_nav_menu_items($menu) ?: [])];
}
echo json_encode([
    'default_terms' => ['category' => urldecode(get_term((int) get_option('default_category'))->slug)],
    'items' => array_map('item', $posts),
    'terms' => array_map('term', array_values(get_terms(['taxonomy' => get_taxonomies(['public' => true]), 'hide_empty' => false]))),
    'menus' => $menus,
], JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE | JSON_PRETTY_PRINT);
