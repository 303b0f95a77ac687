/* Puts the films of `elements-in` into the page, each by its own framework. */
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { mount } from 'svelte';
import { createApp } from 'vue';
import SvelteFilm from './elements-in/Film.svelte';
import VueFilm from './elements-in/Film.vue';
import { Film } from './elements-in/react.js';

const place = (id: string) => document.getElementById(id) as HTMLElement;

createRoot(place('react-film')).render(createElement(Film));
createApp(VueFilm).mount(place('vue-film'));
mount(SvelteFilm, { target: place('svelte-film') });
