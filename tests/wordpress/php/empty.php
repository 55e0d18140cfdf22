<?php
// Removes every post of every type, every term and every menu, but the category that WordPress itself needs.
require ABSPATH . 'wp-load.php';
global $wpdb;
foreach (['posts', 'postmeta', 'term_relationships', 'comments', 'commentmeta'] as $table) {
    $wpdb->query("TRUNCATE {$wpdb->prefix}$table");
}
foreach (get_terms(['taxonomy' => array_values(get_taxonomies()), 'hide_empty' => false]) as $term) {
    if ($term->term_id !== (int) get_option('default_category')) {
        wp_delete_term($term->term_id, $term->taxonomy);
    }
}
wp_cache_flush();
